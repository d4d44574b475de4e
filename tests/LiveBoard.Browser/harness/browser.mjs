import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium-headless-shell', 'chromium'];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
  return null;
}

/** Path of a Chromium: CHROMIUM_PATH, then the usual names on PATH; null when there is none. */
export function findChromium() {
  return process.env.CHROMIUM_PATH ?? NAMES.map(onPath).find(file => file !== null) ?? null;
}

/** Options for a suite that needs a browser: skips it loudly when there is none. */
export function needsBrowser() {
  if (findChromium() !== null) return {};
  const reason = 'NO BROWSER: install chromium-headless-shell or set CHROMIUM_PATH; the pages are NOT tested';
  console.error(`\n*** ${reason} ***\n`);
  return { skip: reason };
}

export const launch = () => chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** A page that remembers what went wrong in it, for `assert.deepEqual(page.faults, [])`. */
export async function openPage(browser, url, { width = 1920, height = 1080, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', error => page.faults.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') page.faults.push(message.text());
  });
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

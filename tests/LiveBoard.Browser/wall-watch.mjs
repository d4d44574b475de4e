// Opens walls and tells every second what they show, one line of JSON a wall, until its standard input ends.
// node wall-watch.mjs PICTURES NAME=URL...
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openPage } from './harness/browser.mjs';

const EVERY_MS = 1_000;
const PATIENCE_MS = 5_000;

const [pictures, ...walls] = process.argv.slice(2);
await mkdir(pictures, { recursive: true });

/** Runs in the page. */
function shown() {
  const wall = document.querySelector('.wall');
  if (wall === null) return { state: 'gone' };
  const numbers = Array.from(document.querySelectorAll('.kpi .number'), element => element.textContent ?? '');
  const state = Array.from(wall.classList).find(name => name.startsWith('is-'))?.slice(3) ?? 'none';
  return { state, numbers, said: document.querySelector('.freshness')?.textContent ?? '' };
}

// A page that was never served stays away until it is asked for again; one that was looks after itself.
async function open(browser, url) {
  for (;;) {
    const page = await openPage(browser, url).catch(() => null);
    if (page !== null && (await page.$('.wall')) !== null) return page;
    await page?.context().close();
    await new Promise(later => setTimeout(later, EVERY_MS));
  }
}

async function watch(browser, name, url) {
  const page = await open(browser, url);
  let before = '';
  let count = 0;
  for (;;) {
    const began = performance.now();
    const now = await Promise.race([page.evaluate(shown), new Promise(later => setTimeout(later, PATIENCE_MS, { state: 'hung' }))]);
    console.log(JSON.stringify({ wall: name, ...now }));
    if (now.state !== before) {
      const file = `${name.replace(' ', '-')}-${String((count += 1)).padStart(3, '0')}-${now.state}.png`;
      await page.screenshot({ path: join(pictures, file), timeout: PATIENCE_MS }).catch(() => undefined);
      before = now.state;
    }
    await new Promise(later => setTimeout(later, Math.max(0, EVERY_MS - (performance.now() - began))));
  }
}

const browser = await launch();
process.stdin.resume().on('end', () => browser.close().finally(() => process.exit(0)));
for (const wall of walls) {
  const at = wall.indexOf('=');
  watch(browser, wall.slice(0, at), wall.slice(at + 1)).catch(failure => {
    console.error(String(failure));
    process.exit(1);
  });
}

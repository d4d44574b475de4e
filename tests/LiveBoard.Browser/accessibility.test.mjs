import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { alert } from './fake/province.mjs';
import { startFake } from './fake/service.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(tags => window.axe.run({ runOnly: tags }), RULES);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}

const pages = [
  ['wall', '/wall/H49', '.kpis', () => undefined],
  ['wall, late', '/wall/H49', '.status-late', fake => (fake.head.sourceAgeMs = 20_000)],
  ['wall, old', '/wall/H49', '.is-old', fake => (fake.head.sourceAgeMs = 90_000)],
  ['wall, dead', '/wall/H49', '.is-dead', fake => (fake.head.sourceAgeMs = 900_000)],
  ['wall, no agencies', '/wall/H49', '.alone', fake => (fake.board.children = [])],
  ['desk', '/desk?agency=H49', 'table.alerts', () => undefined],
  ['desk, locked', '/desk?agency=H49', '.block.on', fake => (fake.head.sourceAgeMs = 90_000)],
  ['boards', '/', 'li', () => undefined],
];

describe('accessibility', needsBrowser(), () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  for (const [what, path, selector, change] of pages) {
    for (const language of ['vi', 'en']) {
      test(`${what} (${language}): no violations`, async t => {
        const fake = await startFake();
        t.after(fake.stop);
        fake.alerts = ['1', '2'].map(id => alert(id, Date.now()));
        change(fake);
        const page = await openPage(browser, `${fake.url}${path}${language === 'en' ? (path.includes('?') ? '&' : '?') + 'lang=en' : ''}`);
        await page.waitForSelector(selector);
        assert.deepEqual(await violations(page), []);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        assert.deepEqual(page.faults, []);
      });
    }
  }
});

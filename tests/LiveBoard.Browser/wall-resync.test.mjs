import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { figures } from './fake/province.mjs';
import { startFake } from './fake/service.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';

const OVERDUE = '.kpi:nth-child(3) .number';
const shows = (page, text, timeout = 8_000) =>
  page.waitForFunction(([where, wanted]) => document.querySelector(where)?.textContent === wanted, [OVERDUE, text], { timeout });

async function until(condition, what, timeoutMs = 10_000) {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise(next => setTimeout(next, 20));
  }
}

describe('wall resync', needsBrowser(), () => {
  let browser;
  let fake;
  let page;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  afterEach(async () => {
    await page?.context().close();
    await fake?.stop();
  });
  const open = async (options = {}) => {
    fake = await startFake(options);
    page = await openPage(browser, `${fake.url}/wall/H49`);
    await shows(page, '303');
  };

  test('it starts without a position, then follows deltas without asking again', async () => {
    await open();
    assert.deepEqual(fake.watches, [['H49', null, null]]);
    for (const overdue of [304, 305, 306]) fake.delta({ figures: figures(12_486, 342, overdue) });
    await shows(page, '306');
    assert.equal(fake.watches.length, 1);
    assert.deepEqual(page.faults, []);
  });

  test('a missing delta is noticed: the board is asked for anew', async () => {
    await open();
    fake.head.sequence += 1;
    fake.delta({ figures: figures(12_486, 342, 400) });
    await shows(page, '400');
    assert.deepEqual(fake.watches.at(-1), ['H49', null, null]);
    assert.equal(fake.watches.length, 2);
    assert.equal(fake.connections(), 1);
  });

  test('another epoch is another count: nothing of it is mixed in', async () => {
    await open();
    fake.head.epoch = 'e2';
    fake.head.sequence = 40;
    fake.delta({ figures: figures(12_486, 342, 7) });
    await shows(page, '7');
    assert.equal(fake.watches.length, 2);
  });

  test('a frame of the wrong shape is not shown but repaired', async () => {
    await open();
    fake.tell(fake.frame('delta', { prev: 1, figures: { open: 'many' } }));
    await until(() => fake.watches.length === 2, 'a new watch');
    await shows(page, '303');
    assert.deepEqual(page.faults, []);
  });

  test('after a cut it comes back by itself from where it was', async () => {
    await open();
    fake.cut();
    await until(() => fake.watches.length === 2, 'a new watch');
    assert.deepEqual(fake.watches[1], ['H49', 'e1', 1]);
  });

  test('a service that only sends wrong frames is not asked in a tight loop', async () => {
    await open();
    fake.onWatch = stream => stream.frame({ kind: 'poem' });
    fake.tell({ kind: 'poem' });
    await new Promise(next => setTimeout(next, 2_000));
    assert.ok(fake.watches.length < 25, `${fake.watches.length} watches in 2 s`);
    fake.onWatch = null;
    fake.board.figures = figures(12_486, 342, 9);
    await shows(page, '9', 12_000);
  });

  test('a refused board says so and is tried again', async () => {
    fake = await startFake();
    fake.onWatch = stream => stream.fail('unknown-agency');
    page = await openPage(browser, `${fake.url}/wall/H00`);
    await page.waitForFunction(() => /Không mở được bảng “H00”/.test(document.body.textContent));
    fake.onWatch = null;
    await shows(page, '303');
  });

  test('waking up asks again at once', async () => {
    await open();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until(() => fake.watches.length === 2, 'a new watch', 1_500);
  });

  test('a new build reloads the page once', async () => {
    await open();
    await page.evaluate(() => (window.kept = true));
    await page.evaluate(() => (Math.random = () => 0.01));
    fake.head.build = 'b2';
    fake.beat();
    await page.waitForFunction(() => window.kept === undefined && document.querySelector('.kpis') !== null);
    await page.evaluate(() => (window.kept = true));
    fake.head.build = 'b3';
    fake.beat();
    await page.waitForTimeout(1_000);
    assert.equal(await page.evaluate(() => window.kept), true);
  });

  test('thousands of frames leave nothing behind in the page', async () => {
    await open();
    const client = await page.context().newCDPSession(page);
    const counts = async () => {
      await client.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
      return { nodes, jsEventListeners };
    };
    const run = async frames => {
      for (let index = 0; index < frames; index++) {
        fake.delta({ figures: figures(12_486, 342, 500 + (index % 90)), children: fake.board.children.slice() });
        if (index % 200 === 199) await new Promise(next => setTimeout(next, 10));
      }
      fake.delta({ figures: figures(12_486, 342, 111) });
      await shows(page, '111', 30_000);
    };
    await run(500);
    const before = await counts();
    await run(4_000);
    const after = await counts();
    // A page turn in between may change the rows shown by a few.
    assert.ok(after.nodes <= before.nodes * 1.3 + 100, `${before.nodes} -> ${after.nodes} nodes`);
    assert.ok(after.jsEventListeners <= before.jsEventListeners + 5, `${before.jsEventListeners} -> ${after.jsEventListeners} listeners`);
    assert.equal(fake.watches.length, 1);
  });

  test('a stopped service and another in its place: fresh again within ten seconds', async () => {
    await open();
    const { port } = fake;
    await fake.stop();
    fake = await startFake({ port, head: { epoch: 'e9' }, change: board => ({ ...board, figures: figures(12_486, 342, 55) }) });
    await shows(page, '55', 10_000);
  });
});

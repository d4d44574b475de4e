import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { iso } from './fake/province.mjs';
import { startFake } from './fake/service.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';
import { layoutFaults } from './harness/layout.mjs';

const textOf = (page, selector) => page.textContent(selector);
const shows = (page, selector, pattern, timeout = 4_000) =>
  page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [selector, pattern.source], { timeout });
const kpi = index => `.kpi:nth-child(${index}) .number`;

describe('wall freshness', needsBrowser(), () => {
  let browser;
  let fake;
  let page;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  afterEach(async () => {
    await page?.context().close();
    await fake.stop();
  });

  const open = async (options = {}) => {
    fake = await startFake(options);
    page = await openPage(browser, `${fake.url}/wall/H49`);
    await page.waitForSelector('.kpis');
  };

  test('the ladder follows the age of the data while the link is up', async () => {
    await open();
    await shows(page, '.freshness', /^● Trực tiếp$/);
    fake.beat({ sourceAgeMs: 23_000 });
    await shows(page, '.freshness', /^▲ Chậm 2\d giây$/);
    fake.beat({ sourceAgeMs: 75_000 });
    await shows(page, '.freshness', /^⚠ DỮ LIỆU CŨ · cập nhật lúc \d\d:\d\d:\d\d$/);
    assert.equal(await page.$eval('main', main => getComputedStyle(main).opacity), '0.75');
    assert.deepEqual(await page.evaluate(layoutFaults, { minVh: 3.9 }), []);
    fake.beat({ sourceAgeMs: 660_000 });
    await shows(page, '.big', /^Không có dữ liệu mới từ \d\d:\d\d$/);
    assert.deepEqual(await page.$$eval('.kpi .number', all => all.map(one => one.textContent)), ['—', '—', '—', '—', '—']);
    assert.equal((await page.$$('.agencies')).length, 0);
    assert.deepEqual(await page.evaluate(layoutFaults, { minVh: 3.9 }), []);
    fake.beat();
    await shows(page, '.freshness', /^● Trực tiếp$/);
  });

  test('the time of old data is the time of the data', async () => {
    await open();
    const now = fake.now();
    fake.beat({ asOf: iso(now - 90_000), serverNow: iso(now), sourceAgeMs: 88_000 });
    await shows(page, '.freshness', /DỮ LIỆU CŨ/);
    const expected = new Date(now - 90_000).toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
    assert.match(await textOf(page, '.freshness'), new RegExp(expected));
  });

  test('in a replay real seconds count, and the page says so', async () => {
    await open({ head: { clock: 'replay', speed: 60 } });
    const now = fake.now();
    fake.beat({ asOf: iso(now - 600_000), serverNow: iso(now) });
    await shows(page, '.freshness', /^● Trực tiếp$/);
    assert.match(await textOf(page, '.status-bar'), /PHÁT LẠI ×60/);
    const first = await textOf(page, '.clock');
    await page.waitForFunction(shown => document.querySelector('.clock').textContent !== shown, first, { timeout: 1_000 });
  });

  test('overdue turns at its second with the link down, and never looks fresh when it is not', async () => {
    let due;
    await open({ change: board => {
      due = Math.ceil(Date.now() / 1_000) * 1_000 + 2_000;
      return { ...board, upcoming: [{ at: iso(due), dueSoon: 0, overdue: 27 }] };
    } });
    assert.equal(await textOf(page, kpi(3)), '303');
    fake.silent = true;
    fake.down = true;
    fake.cut();
    const turnedAt = await page.evaluate(selector => new Promise(done => {
      const watch = new MutationObserver(() => document.querySelector(selector).textContent === '330' && done(Date.now()));
      watch.observe(document.querySelector('.kpis'), { subtree: true, childList: true, characterData: true });
    }), kpi(3));
    assert.ok(Math.abs(turnedAt - due) < 400, `${turnedAt - due} ms after`);
    assert.equal(await textOf(page, kpi(2)), '315');
  });

  test('a count that the page made itself says so once the data is late', async () => {
    await open({ change: board => ({ ...board, upcoming: [{ at: iso(Date.now() + 1_000), dueSoon: 0, overdue: 27 }] }) });
    fake.silent = true;
    fake.beat({ sourceAgeMs: 20_000 });
    await shows(page, kpi(3), /^330$/);
    await shows(page, '.kpi:nth-child(3)', /tự tính \d\d:\d\d:\d\d/);
    assert.match(await textOf(page, '.freshness'), /Chậm/);
  });

  test('paging and sorting stop on old data', async () => {
    await open();
    fake.silent = true;
    fake.beat({ sourceAgeMs: 90_000 });
    await shows(page, '.freshness', /DỮ LIỆU CŨ/);
    const before = await textOf(page, '.agencies thead');
    await page.waitForTimeout(13_000);
    assert.equal(await textOf(page, '.agencies thead'), before);
  });

  test('space stops the paging and says so', async () => {
    await open();
    await page.keyboard.press(' ');
    await shows(page, '.status-bar', /Tạm dừng chuyển trang/);
    const before = await textOf(page, '.agencies tbody');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(shown => document.querySelector('.agencies tbody').textContent !== shown, before);
  });
});

describe('wall freshness over time', needsBrowser(), () => {
  let browser;
  let fake;
  let page;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  beforeEach(async () => {
    fake = await startFake();
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    page = await context.newPage();
    await page.clock.install();
    await page.goto(`${fake.url}/wall/H49`);
    await page.waitForSelector('.kpis');
    fake.silent = true;
  });
  afterEach(async () => {
    await page.context().close();
    await fake.stop();
  });

  test('silence alone makes it late, old and dead', async () => {
    await page.clock.fastForward(20_000);
    await shows(page, '.freshness', /^▲ Chậm \d+ giây$/);
    await page.clock.fastForward(60_000);
    await shows(page, '.freshness', /DỮ LIỆU CŨ/);
    await page.clock.fastForward(600_000);
    await shows(page, '.big', /Không có dữ liệu mới từ/);
  });

  test('a clock set back an hour does not make old data fresh', async () => {
    await page.clock.fastForward(90_000);
    await shows(page, '.freshness', /DỮ LIỆU CŨ/);
    await page.clock.setSystemTime(Date.now() - 3_600_000);
    await page.clock.runFor(3_000);
    assert.match(await textOf(page, '.freshness'), /DỮ LIỆU CŨ/);
  });
});

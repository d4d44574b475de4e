import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { alert, figures, iso } from './fake/province.mjs';
import { startFake } from './fake/service.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';
import { layoutFaults } from './harness/layout.mjs';

const LONGEST = 'Trung tâm Hành chính công Ủy ban nhân dân phường Việt Hưng';

const boards = {
  usual: board => board,
  'full of digits': board => ({ ...board, figures: { ...figures(12_486, 1_342, 1_303), oldestDue: iso(Date.now() - 400 * 86_400_000) } }),
  'beyond a province': board => ({ ...board, figures: figures(123_456, 11_342, 11_303) }),
  'longest names': board => ({
    ...board,
    children: board.children.map(row => ({ ...row, agency: { ...row.agency, name: { vi: LONGEST, en: LONGEST } } })),
  }),
  'late sources, long codes': board => ({
    ...board,
    alerts: ['1', '2'].map(id => alert(id, Date.now(), { dossier: `000.00.19.H49-261120-000${id}` })),
    sources: [{ source: 'motcua.quangninh.gov.vn', lastEventAt: iso(Date.now() - 754_000), lagSeconds: 3, state: 'silent' }, ...board.sources],
  }),
  'large agencies, one silent, one never heard': board => ({
    ...board,
    children: board.children.map((row, index) =>
      index === 0 ? { ...row, asOf: null } : index === 1 ? { ...row, asOf: iso(Date.now() - 754_000) } : { ...row, figures: figures(14_200, 1_342, 1_128) }),
  }),
  empty: board => ({ ...board, figures: { ...figures(0, 0, 0), receivedToday: 0, endedToday: 0, lateToday: 0 }, children: [], alerts: [], sources: [], upcoming: [] }),
  alone: board => ({ ...board, children: [] }),
};
const screens = [[1920, 1080], [3840, 2160], [1366, 768]];

describe('wall layout', needsBrowser(), () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  for (const [what, change] of Object.entries(boards)) {
    test(`${what}: nothing overflows, is clipped or too small, at every size, in both languages`, async t => {
      const fake = await startFake({ change, head: { clock: 'replay', speed: 1 } });
      t.after(fake.stop);
      for (const [width, height] of screens) {
        for (const query of ['', '?lang=en']) {
          const page = await openPage(browser, `${fake.url}/wall/H49${query}`, { width, height });
          await page.waitForSelector('.kpis');
          assert.deepEqual(await page.evaluate(layoutFaults, { minVh: 3.9 }), [], `${width}x${height}${query}`);
          assert.deepEqual(page.faults, []);
          await page.context().close();
        }
      }
    });
  }

  test('the figures themselves are at least 12 % of the height, in even digits', async t => {
    const fake = await startFake({ change: boards['full of digits'] });
    t.after(fake.stop);
    const page = await openPage(browser, `${fake.url}/wall/H49`);
    await page.waitForSelector('.kpis');
    const sizes = await page.$$eval('.kpi .number', all => all.map(one => parseFloat(getComputedStyle(one).fontSize) / innerHeight));
    assert.equal(sizes.length, 5);
    assert.ok(Math.min(...sizes) >= 0.12, String(sizes));
    const widths = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('span'));
      return Array.from('0123456789', digit => {
        probe.textContent = digit.repeat(10);
        return Math.round(probe.getBoundingClientRect().width);
      });
    });
    assert.equal(new Set(widths).size, 1, String(widths));
  });

  test('six short names fit on one page, and the fonts are ours', async t => {
    const fake = await startFake({ change: board => ({ ...board, children: board.children.filter(row => /^(Phường|Xã)/.test(row.agency.name.vi)).slice(0, 6) }) });
    t.after(fake.stop);
    const page = await openPage(browser, `${fake.url}/wall/H49`);
    await page.waitForSelector('.agencies');
    assert.equal((await page.$$('.agencies tbody tr')).length, 6);
    assert.deepEqual(await page.evaluate(layoutFaults, { minVh: 3.9 }), []);
    const loaded = await page.evaluate(() => Array.from(document.fonts).filter(font => font.status === 'loaded').map(font => font.family));
    assert.equal(loaded.length, 2, String(loaded));
  });

  test('state is told by shape and word, not by colour alone', async t => {
    const fake = await startFake();
    t.after(fake.stop);
    const page = await openPage(browser, `${fake.url}/wall/H49`);
    await page.waitForSelector('.agencies');
    const said = await page.$$eval('.agencies .shape', all => all.map(one => `${one.getAttribute('aria-label')} ${one.querySelector('path').getAttribute('d').length}`));
    assert.ok(said.length > 0 && said.every(one => /^(quá hạn nhiều|cần chú ý|bình thường) \d+$/.test(one)), String(said));
  });

  test('a row that never reported shows no zeros, a silent one shows its age', async t => {
    const fake = await startFake({ change: board => ({
      ...board,
      children: [{ ...board.children[2], asOf: null }, { ...board.children[3], asOf: iso(Date.now() - 754_000) }],
    }) });
    t.after(fake.stop);
    const page = await openPage(browser, `${fake.url}/wall/H49`);
    await page.waitForSelector('.agencies');
    const rows = await page.$$eval('.agencies tbody tr', all => all.map(one => one.textContent));
    assert.match(rows[0], /Sở Xây dựng——chưa có số liệu/);
    assert.match(rows[1], /cũ 12 phút/);
  });

  test('nothing moves for those who asked for no motion', async t => {
    const fake = await startFake();
    t.after(fake.stop);
    const page = await openPage(browser, `${fake.url}/wall/H49`, { reducedMotion: 'reduce' });
    await page.waitForSelector('.kpis');
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});

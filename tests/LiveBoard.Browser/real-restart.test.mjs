import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apiOf, received, TREE } from './harness/api.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';
import { startService } from './harness/service.mjs';

const overdue = '.kpi:nth-child(3) .number';
const shows = (page, selector, pattern, timeout) =>
  page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [selector, pattern.source], { timeout });

describe('the real service killed and started again', needsBrowser(), () => {
  let service;
  let browser;
  before(async () => (browser = await launch()));
  after(async () => {
    await browser?.close();
    await service?.stop({ keepData: false });
  });

  test('the wall says that it is stale, then shows the same figures and what fell due meanwhile', async () => {
    service = await startService();
    const port = Number(new URL(service.url).port);
    let api = apiOf(service.url);
    await api.putAgencies(TREE);
    const now = Date.now();
    await api.post([
      received({ now, due: now - 1_000 }),
      received({ now, due: now + 3_600_000, agency: 'QN.02' }),
      received({ now, due: now + 12_000 }),
    ]);
    const page = await openPage(browser, `${service.url}/wall/QN`);
    await shows(page, overdue, /^1$/, 10_000);

    await service.kill();
    await shows(page, '.freshness', /^▲ Chậm/, 25_000);
    service = await startService({ port, data: service.data });
    await shows(page, '.freshness', /^● Trực tiếp$/, 20_000);
    await shows(page, overdue, /^2$/, 20_000);

    api = apiOf(service.url);
    const board = await api.get('/api/v1/boards/QN');
    assert.equal(board.figures.open, 3);
    // A rung is stored after the board has turned.
    let due = [];
    for (const until = Date.now() + 10_000; due.length < 2 && Date.now() < until;) {
      const alerts = (await api.get('/api/v1/alerts?agency=QN&state=open')).items;
      due = alerts.filter(alert => alert.rung === 'due').map(alert => alert.dossier);
    }
    assert.equal(due.length, 2);
    assert.equal(new Set(due).size, 2);
  });
});

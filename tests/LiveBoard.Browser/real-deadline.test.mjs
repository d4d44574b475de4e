import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apiOf, received, TREE } from './harness/api.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';
import { startService } from './harness/service.mjs';

const DOSSIERS = 20;
const FIRST_MS = 8_000;
const APART_MS = 700;

describe('a deadline on the real wall', needsBrowser(), () => {
  let service;
  let browser;
  before(async () => {
    service = await startService();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('each dossier turns the number within a second of its instant', async () => {
    const api = apiOf(service.url);
    await api.putAgencies(TREE);
    const page = await openPage(browser, `${service.url}/wall/QN`);
    await page.waitForSelector('.kpis');
    // The page runs on this machine's clock, as the service does: what it notes is comparable with the due instants.
    await page.evaluate(() => {
      const number = document.querySelector('.kpi:nth-child(3) .number');
      window.turned = [];
      new MutationObserver(() => {
        const shown = Number(number.textContent);
        while (window.turned.length < shown) window.turned.push(Date.now());
      }).observe(number, { characterData: true, childList: true, subtree: true });
    });

    const now = Date.now();
    const due = Array.from({ length: DOSSIERS }, (_, i) => now + FIRST_MS + i * APART_MS);
    await api.post(due.map(at => received({ now, due: at })));
    await page.waitForFunction(count => window.turned.length >= count, DOSSIERS, { timeout: FIRST_MS + DOSSIERS * APART_MS + 10_000 });

    const turned = await page.evaluate(() => window.turned);
    const lag = turned.map((at, i) => at - due[i]).sort((a, b) => a - b);
    const at = share => lag[Math.min(lag.length - 1, Math.floor(share * lag.length))];
    console.log(`wall lag over ${lag.length} deadlines: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
    assert.ok(lag[0] >= 0, `a dossier was shown as late ${-lag[0]} ms before it was`);
    assert.ok(lag.at(-1) < 1_000, `slowest turn ${lag.at(-1)} ms`);
    assert.equal((await api.get('/api/v1/boards/QN')).figures.overdue, DOSSIERS);
    assert.deepEqual(page.faults, []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';
import { layoutFaults } from './harness/layout.mjs';
import { startService } from './harness/service.mjs';

// A Tuesday, 09:00 in Vietnam: offices are open.
const START = '2026-11-24T02:00:00Z';
const SECOND = 1_000;
const OVERDUE = '.kpi:nth-child(3) .number';

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, [['00:00', '24:00']]]);
const documents = {
  calendars: [{ id: 'always', zone: 'Asia/Ho_Chi_Minh', week: Object.fromEntries(everyDay), closed: [], validFrom: '2024-01-01', validTo: '2030-12-31' }],
  agencies: [
    { code: 'H49', name: { vi: 'Tỉnh Quảng Ninh', en: 'Quảng Ninh Province' }, level: 'province', kind: 'group', parent: null, calendar: 'always' },
    { code: 'H49.01', name: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Agriculture' }, level: 'department', kind: 'agency', parent: 'H49', calendar: 'always' },
    { code: 'H49.02', name: { vi: 'Sở Xây dựng', en: 'Construction' }, level: 'department', kind: 'agency', parent: 'H49', calendar: 'always' },
  ],
  procedures: [
    { code: 'P1', name: { vi: 'Thủ tục', en: 'Procedure' }, duration: { unit: 'hours', value: 8 }, commitment: null, acceptance: null, cutOff: null, steps: [], dueSoon: { unit: 'hours', value: 1 } },
  ],
};

describe('the pages and the real service', needsBrowser(), () => {
  let browser;
  let service;

  const call = async (path, method, body) => {
    const answer = await fetch(`${service.url}${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const said = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(said)}`);
    return said;
  };
  const clock = async () => Date.parse((await (await fetch(`${service.url}/api/v1/about`)).json()).clock.now);
  let count = 0;
  const receive = async (agency, at, due) => {
    const dossier = `${agency}-261124-${String(++count).padStart(4, '0')}`;
    const said = await call('/api/v1/events', 'POST', {
      id: `e${count}`, source: 'DVC', dossier, type: 'received', at: new Date(at).toISOString(), agency, procedure: 'P1', channel: 'online', due: new Date(due).toISOString(),
    });
    assert.equal(said.applied, 1, JSON.stringify(said));
    return dossier;
  };
  const shows = (page, selector, pattern, timeout = 15_000) =>
    page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [selector, pattern.source], { timeout });

  before(async () => {
    browser = await launch();
    service = await startService({ options: ['--clock', START] });
    for (const [kind, items] of Object.entries(documents)) await call(`/api/v1/reference/${kind}`, 'PUT', { [kind]: items });
  });
  after(async () => {
    await browser?.close();
    await service?.stop({ keepData: false });
  });

  test('the boards are listed', async () => {
    const page = await openPage(browser, service.url);
    await shows(page, 'main', /Sở Nông nghiệp và Môi trường/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('a dossier turns overdue on the wall at its second, and its agency with it', async () => {
    const page = await openPage(browser, `${service.url}/wall/H49`);
    await shows(page, '.freshness', /Trực tiếp/);
    assert.match(await page.textContent('.status-bar'), /PHÁT LẠI/);
    const now = await clock();
    const due = Math.ceil((now + 5 * SECOND) / SECOND) * SECOND;
    await receive('H49.01', now - 60 * SECOND, due);
    await shows(page, '.kpi:nth-child(1) .number', /^1$/);
    await shows(page, OVERDUE, /^1$/);
    const late = (await clock()) - due;
    assert.ok(late < 2 * SECOND, `${late} ms after`);
    await shows(page, '.agencies tbody', /Sở Nông nghiệp và Môi trường1/);
    assert.deepEqual(await page.evaluate(layoutFaults, { minVh: 3.9 }), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('two desks, one alert: the first has it, the second is told who', async () => {
    const desks = await Promise.all(['An', 'Bình'].map(async officer => {
      const page = await openPage(browser, `${service.url}/desk?agency=H49`);
      await page.waitForSelector('table.alerts tbody tr');
      await page.fill('input[maxlength]', officer);
      await page.waitForFunction(() => document.querySelector('button.main')?.getAttribute('aria-disabled') === 'false');
      return page;
    }));
    await Promise.all(desks.map(page => page.click('table.alerts tbody tr:first-child button.main', { noWaitAfter: true })));
    await Promise.all(desks.map(page => shows(page, 'table.alerts tbody', /Đã nhận cảnh báo|đã nhận lúc/)));
    const owners = await Promise.all(desks.map(page => page.textContent('table.alerts tbody tr:first-child td:nth-child(5)')));
    assert.match(owners[0], /^(An|Bình)/);
    assert.equal(owners[0], owners[1]);
    const told = await Promise.all(desks.map(page => page.textContent('table.alerts tbody tr:first-child')));
    assert.equal(told.filter(said => /(An|Bình) đã nhận lúc \d\d:\d\d/.test(said)).length, 1, told.join(' | '));
    await desks[0].click('table.alerts tbody tr:first-child button.quiet');
    await shows(desks[0], 'tr.why .prose', /1\. Thời hạn giải quyết[\s\S]*Vậy hạn là/);
    for (const page of desks) await page.context().close();
  });

  test('a service that freezes makes the wall late while the socket is open, and fresh when it goes on', async () => {
    const page = await openPage(browser, `${service.url}/wall/H49`);
    await shows(page, '.freshness', /Trực tiếp/);
    service.freeze();
    await shows(page, '.freshness', /Chậm/, 25_000);
    service.thaw();
    await shows(page, '.freshness', /Trực tiếp/);
    await page.context().close();
  });

  test('a killed service: the wall says so, and is fresh within ten seconds of its return', async () => {
    const page = await openPage(browser, `${service.url}/wall/H49`);
    await shows(page, OVERDUE, /^1$/);
    const { data, url } = service;
    await service.kill();
    await shows(page, '.freshness', /Chậm/, 25_000);
    service = await startService({ port: Number(new URL(url).port), data, options: ['--clock', new Date(Date.parse(START) + 600_000).toISOString()] });
    await shows(page, '.freshness', /Trực tiếp/, 10_000);
    await shows(page, OVERDUE, /^1$/);
    await page.context().close();
  });
});

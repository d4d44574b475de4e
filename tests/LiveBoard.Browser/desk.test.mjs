import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { alert, iso } from './fake/province.mjs';
import { startFake } from './fake/service.mjs';
import { launch, needsBrowser, openPage } from './harness/browser.mjs';

describe('desk', needsBrowser(), () => {
  let browser;
  let fake;
  let page;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  beforeEach(async () => {
    fake = await startFake();
    fake.alerts = ['1', '2', '3'].map(id => alert(id, Date.now()));
    fake.onCommand = ({ id, action, by, reason }) => {
      const item = fake.alerts.find(one => one.id === id);
      Object.assign(item, action === 'resolve' ? { state: 'resolved', reason } : { state: 'acknowledged', owner: by, acknowledgedAt: iso(Date.now()) });
      item.version += 1;
      fake.alerts = fake.alerts.filter(one => one.state !== 'resolved');
      return { status: 200, body: item };
    };
    page = await openPage(browser, `${fake.url}/desk?agency=H49`);
    await page.waitForSelector('table.alerts');
    await page.fill('input[maxlength]', 'Nguyễn Văn An');
    await page.click('h1');
  });
  afterEach(async () => {
    await page.context().close();
    await fake.stop();
  });

  const row = id => `#alert-${id}`;
  const says = (id, pattern) =>
    page.waitForFunction(([where, source]) => new RegExp(source).test(document.querySelector(where)?.textContent ?? ''), [row(id), pattern.source]);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  const arrive = id => {
    fake.alerts = [...fake.alerts, alert(id, Date.now())];
    fake.delta({ alerts: fake.alerts });
  };

  test('an officer takes an alert, and everything needed is sent', async () => {
    await page.click(`${row('1')} button.main`);
    await says('1', /Đã nhận cảnh báo/);
    await says('1', /Nguyễn Văn An/);
    const [command] = fake.commands;
    assert.match(command.commandId, /^[0-9a-f]{32}$/);
    assert.deepEqual({ ...command, commandId: '' }, { id: '1', action: 'acknowledge', commandId: '', expectedVersion: 1, by: 'Nguyễn Văn An' });
  });

  test('two clicks are one command', async () => {
    await page.dblclick(`${row('1')} button.main`);
    await says('1', /Đã nhận cảnh báo/);
    assert.equal(fake.commands.length, 1);
  });

  test('closing asks for a reason', async () => {
    await page.click(`${row('2')} .buttons button:not(.main)`);
    await page.dispatchEvent('.closing button.main', 'click');
    assert.equal(fake.commands.length, 0);
    await page.selectOption('.closing select', 'returned');
    await page.click('.closing button.main');
    await says('2', /Đã kết thúc cảnh báo/);
    assert.equal(fake.commands[0].reason, 'returned');
  });

  test('who was first is told: name and time, and the alert as it is now', async () => {
    const acknowledgedAt = '2026-11-21T07:03:00Z';
    fake.onCommand = ({ id }) => ({ status: 409, body: { type: 'stale', current: alert(id, Date.now(), { state: 'acknowledged', owner: 'Trần Thị Bình', acknowledgedAt, version: 2 }) } });
    fake.alerts[0] = alert('1', Date.now(), { state: 'acknowledged', owner: 'Trần Thị Bình', acknowledgedAt, version: 2 });
    await page.click(`${row('1')} button.main`);
    await says('1', /Trần Thị Bình đã nhận lúc 14:03/);
    assert.equal((await page.$$(`${row('1')} button.main`)).length, 0);
  });

  test('a command that did not arrive is kept and sent again under the same id', async () => {
    const answer = fake.onCommand;
    fake.onCommand = () => null;
    await page.click(`${row('1')} button.main`);
    await says('1', /Chưa gửi được/);
    fake.onCommand = answer;
    await page.click(`${row('1')} button:has-text("Gửi lại")`);
    await says('1', /Đã nhận cảnh báo/);
    // The browser itself repeats a request whose connection broke: one more reason for the id.
    assert.ok(fake.commands.length >= 2);
    assert.equal(new Set(fake.commands.map(one => one.commandId)).size, 1);
  });

  for (const [why, spoil, said] of [
    ['old data', () => fake.beat({ sourceAgeMs: 75_000 }), /dữ liệu đã cũ 7\d giây/],
    ['a dead link', () => { fake.down = true; fake.cut(); }, /mất kết nối/],
    ['no name', () => page.fill('input[maxlength]', ''), /Nhập tên cán bộ trực/],
  ]) {
    test(`nobody acts on ${why}, and the reason is said`, async () => {
      fake.silent = true;
      await spoil();
      await page.waitForFunction(source => new RegExp(source).test(document.querySelector('.block')?.textContent ?? ''), said.source);
      assert.equal(await page.getAttribute(`${row('1')} button.main`, 'aria-disabled'), 'true');
      await page.dispatchEvent(`${row('1')} button.main`, 'click');
      await page.focus(row('1'));
      await page.keyboard.press('a');
      assert.equal(fake.commands.length, 0);
    });
  }

  test('new alerts wait behind a pill; focus and order stay', async () => {
    await page.focus(`${row('2')} button.main`);
    const before = await page.$$eval('table.alerts tbody tr', rows => rows.map(one => one.id));
    arrive('8');
    arrive('9');
    await page.waitForSelector('.pill:has-text("2 mới")');
    assert.deepEqual(await page.$$eval('table.alerts tbody tr', rows => rows.map(one => one.id)), before);
    assert.equal(await page.evaluate(() => document.activeElement.closest('tr').id), 'alert-2');
    await page.keyboard.press('n');
    await page.waitForSelector(row('9'));
    assert.equal(await page.evaluate(() => document.activeElement.closest('tr').id), 'alert-2');
    assert.match(await page.title(), /^\(5\)/);
  });

  test('an alert that others close stays under the officer until they move on', async () => {
    await page.focus(row('2'));
    fake.alerts = fake.alerts.filter(one => one.id !== '2');
    fake.delta({ alerts: fake.alerts });
    await says('2', /Không còn mở/);
    assert.equal(await focused(), 'alert-2');
    await page.keyboard.press('j');
    await page.waitForSelector(row('2'), { state: 'detached' });
    assert.equal(await focused(), 'alert-3');
  });

  test('by keyboard alone: move, take, close with a reason', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    assert.equal(await focused(), 'alert-1');
    await page.keyboard.press('a');
    await says('1', /Đã nhận cảnh báo/);
    await page.keyboard.press('r');
    await page.waitForFunction(() => document.activeElement?.tagName === 'SELECT');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await says('1', /Đã kết thúc cảnh báo/);
    assert.equal(fake.commands.at(-1).action, 'resolve');
    assert.equal(await focused(), 'alert-1');
  });

  test('an officer asks why a date is what it is, by button or key, and of one dossier at a time', async () => {
    await page.click(`${row('1')} button.quiet`);
    await page.waitForSelector(`#why-1 .prose:has-text("Giải thích thời hạn của hồ sơ ${fake.alerts[0].dossier}")`);
    assert.equal(await page.getAttribute(`${row('1')} button.quiet`, 'aria-expanded'), 'true');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.waitForSelector(`#why-2 .prose:has-text("${fake.alerts[1].dossier}")`);
    assert.equal((await page.$$('tr.why')).length, 1);
    await page.keyboard.press('Escape');
    await page.waitForSelector('tr.why', { state: 'detached' });
  });

  test('an explanation that cannot be had says so, and may be asked again', async () => {
    const answer = fake.onExplain;
    fake.onExplain = () => null;
    await page.click(`${row('1')} button.quiet`);
    await page.waitForSelector('#why-1:has-text("Chưa lấy được phần giải thích")');
    fake.onExplain = answer;
    await page.click(`${row('1')} button.quiet`);
    await page.click(`${row('1')} button.quiet`);
    await page.waitForSelector('#why-1 .prose');
  });

  test('shortcuts can be switched off', async () => {
    await page.uncheck('input[type=checkbox]');
    await page.focus(row('1'));
    await page.keyboard.press('a');
    await page.waitForTimeout(200);
    assert.equal(fake.commands.length, 0);
  });

  test('without an agency in the address it opens the top one; an empty list says so', async () => {
    fake.alerts = [];
    const other = await openPage(browser, `${fake.url}/desk`);
    await other.waitForFunction(() => /Không có cảnh báo chờ xử lý/.test(document.body.textContent));
    assert.deepEqual(other.faults, []);
    await other.context().close();
  });
});

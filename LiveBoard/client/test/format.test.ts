import assert from 'node:assert/strict';
import test from 'node:test';
import { periodText, ruleSetText } from '../src/format/label.ts';
import { numbersIn } from '../src/format/number.ts';
import { spanText, timesIn, ZONE } from '../src/format/time.ts';
import { dictionaries, languageOf, nameIn } from '../src/text/language.ts';

const vi = numbersIn('vi');
const en = numbersIn('en');
const instant = Date.parse('2026-11-21T10:05:07Z');

test('counts are written as Intl writes them', () => {
  for (const n of [0, 7, 999, 1_000, 12_486, 1_234_567]) {
    assert.equal(vi.count(n), new Intl.NumberFormat('vi-VN').format(n));
    assert.equal(en.count(n), new Intl.NumberFormat('en-GB').format(n));
  }
  assert.equal(vi.count(1_234_567), '1.234.567');
});

test('percent: unknown is a dash, and only all is all', () => {
  assert.deepEqual([null, 0, 0.975, 0.98765, 0.9999, 1].map(rate => vi.percent(rate)), ['—', '0,0', '97,5', '98,8', '99,9', '100']);
  assert.equal(en.percent(0.975), '97.5');
  assert.equal(vi.percent(0.9999, 0), '99');
});

test('times are those of Vietnam on every machine', () => {
  const times = timesIn('vi');
  assert.equal(times.clock(instant), '17:05:07');
  assert.equal(times.minute(instant), '17:05');
  assert.equal(times.short(instant), '17:05 21/11');
  assert.equal(times.day(instant), '21/11/2026');
  assert.equal(times.clock(Date.parse('2026-11-20T17:00:00Z')), '00:00:00');
  assert.equal(times.date(instant), new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(instant));
});

test('a span is cut down to its largest whole unit', () => {
  const said = (ms: number): string => spanText(ms, dictionaries.vi, vi.count);
  assert.deepEqual([0, 59_999, 60_000, 3_599_999, 3_600_000, 86_399_999, 86_400_000, -172_800_000].map(said),
    ['0 giây', '59 giây', '1 phút', '59 phút', '1 giờ', '23 giờ', '1 ngày', '2 ngày']);
});

test('periods and rule sets', () => {
  assert.deepEqual(['2026-11', '2026-Q4', 'month', '2026-10-01/2026-12-31', 'x'].map(period => periodText(period, 'vi')),
    ['11/2026', 'quý 4/2026', 'tháng này', '01/10–31/12/2026', 'x']);
  assert.deepEqual(['QD766', '06a', 'internal', 'house'].map(ruleSet => ruleSetText(ruleSet, 'vi')), ['QĐ 766', 'II.06a', 'nội bộ', 'house']);
});

test('the dictionaries have the same keys, of the same kind, none empty', () => {
  const shape = (dictionary: object) => Object.entries(dictionary).map(([key, value]) => `${key}: ${typeof value}`).sort();
  assert.deepEqual(shape(dictionaries.en), shape(dictionaries.vi));
  for (const dictionary of Object.values(dictionaries)) {
    for (const [key, value] of Object.entries(dictionary)) {
      const said = typeof value === 'string' ? value : (value as (...parts: string[]) => string)('12', '34');
      assert.ok(said.trim().length > 0, key);
      assert.equal(said, said.normalize('NFC'), key);
    }
  }
});

test('Vietnamese unless English is asked for; a missing English name falls back', () => {
  assert.deepEqual(['', '?lang=vi', '?lang=en', '?lang=fr'].map(languageOf), ['vi', 'vi', 'en', 'vi']);
  assert.equal(nameIn('en', { vi: 'Sở Tư pháp', en: null }), 'Sở Tư pháp');
  assert.equal(nameIn('vi', { vi: 'Sở Tư pháp'.normalize('NFD'), en: 'Justice' }), 'Sở Tư pháp'.normalize('NFC'));
});

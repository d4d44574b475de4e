import assert from 'node:assert/strict';
import test from 'node:test';
import { lineCount } from '../src/state/lines.ts';
import { pageAt, pagesOf } from '../src/state/paging.ts';
import { severityOf, worstFirst } from '../src/state/severity.ts';
import { aChild } from './build.ts';

test('a page takes rows while they fit', () => {
  assert.deepEqual(pagesOf([1, 1, 2, 1, 1], row => row, 4), [[1, 1, 2], [1, 1]]);
});

test('a row taller than the page still gets one', () => assert.deepEqual(pagesOf([9, 1], row => row, 4), [[9], [1]]));

test('never more than three pages', () => {
  const pages = pagesOf(Array.from({ length: 54 }, (_, index) => index), () => 1, 5);
  assert.equal(pages.length, 3);
  assert.deepEqual(pages.flat(), Array.from({ length: 15 }, (_, index) => index));
});

test('displays that share the clock share the page, each for twelve seconds', () => {
  assert.deepEqual([0, 11_999, 12_000, 24_000, 36_000].map(ms => pageAt(ms, 3)), [0, 0, 1, 2, 0]);
  assert.equal(pageAt(123_456, 1), 0);
});

test('worst first, and the same order everywhere', () => {
  const rows = [aChild('C', 1), aChild('B', 9), aChild('A', 1, { dueSoon: 50 }), aChild('D', 1)];
  assert.deepEqual(rows.sort(worstFirst).map(row => row.agency.code), ['B', 'A', 'C', 'D']);
});

test('severity by share of the open dossiers', () => {
  assert.equal(severityOf({ open: 100, overdue: 5, dueSoon: 0 }), 'hot');
  assert.equal(severityOf({ open: 100, overdue: 4, dueSoon: 0 }), 'warn');
  assert.equal(severityOf({ open: 100, overdue: 0, dueSoon: 10 }), 'warn');
  assert.equal(severityOf({ open: 100, overdue: 0, dueSoon: 9 }), 'calm');
  assert.equal(severityOf({ open: 0, overdue: 0, dueSoon: 0 }), 'calm');
});

test('lines break between words, never in one', () => {
  assert.equal(lineCount([4, 4, 4], 1, 14), 1);
  assert.equal(lineCount([4, 4, 4], 1, 13.9), 2);
  assert.equal(lineCount([20], 1, 10), 1);
  assert.equal(lineCount([], 1, 10), 1);
});

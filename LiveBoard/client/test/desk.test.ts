import assert from 'node:assert/strict';
import test from 'node:test';
import { merge, neighbour, prune, reveal, take, type DeskList } from '../src/state/deskList.ts';
import { blockOf } from '../src/state/permission.ts';
import type { AlertItem } from '../src/wire.ts';
import { NOON } from './build.ts';

const an = (id: string, extra: Partial<AlertItem> = {}): AlertItem => ({
  id, dossier: `D${id}`, agency: 'A', to: { agency: 'A', role: 'officer' }, rung: 'due', due: NOON,
  raisedAt: new Date(Date.parse(NOON) + Number(id) * 1_000).toISOString(), state: 'raised', owner: null, acknowledgedAt: null, version: 1, ...extra,
});
const shown = (list: DeskList): string => list.rows.map(row => row.item.id + (row.gone ? '!' : '')).join(' ');

test('the first list is shown at once, newest first', () => assert.equal(shown(merge(null, [an('1'), an('3'), an('2')], null)), '3 2 1'));

test('what arrives later waits, and rows keep their places', () => {
  const list = merge(merge(null, [an('1'), an('2')], null), [an('1'), an('2'), an('3'), an('4')], null);
  assert.equal(shown(list), '2 1');
  assert.deepEqual(list.waiting.map(item => item.id), ['4', '3']);
  assert.equal(shown(reveal(list)), '4 3 2 1');
  assert.deepEqual(reveal(list).waiting, []);
});

test('a closed alert leaves, unless the officer is on it', () => {
  const list = merge(merge(null, [an('1'), an('2')], null), [], '2');
  assert.equal(shown(list), '2!');
  assert.equal(shown(prune(list, '2')), '2!');
  assert.equal(shown(prune(list, '1')), '');
});

test('an answer that is older than what is known changes nothing', () => {
  const list = merge(null, [an('1', { version: 3, state: 'acknowledged' })], null);
  assert.equal(take(list, an('1', { version: 2 })).rows[0]?.item.state, 'acknowledged');
  assert.equal(merge(list, [an('1', { version: 2 })], null).rows[0]?.item.version, 3);
  assert.equal(take(list, an('1', { version: 4, state: 'resolved' })).rows[0]?.gone, true);
});

test('moving stops at the ends and starts at the first', () => {
  const list = merge(null, [an('1'), an('2')], null);
  assert.deepEqual([neighbour(list, null, 1), neighbour(list, '2', 1), neighbour(list, '1', 1), neighbour(list, '2', -1)], ['2', '1', '1', '2']);
  assert.equal(neighbour({ rows: [], waiting: [] }, null, 1), null);
});

test('an officer acts only by name, on a live link, on data of the last minute', () => {
  const open = { kind: 'open' } as const;
  assert.equal(blockOf(open, 59_999, false, 'An'), null);
  assert.deepEqual(blockOf(open, 75_400, false, 'An'), { kind: 'old', seconds: 75 });
  assert.deepEqual(blockOf({ kind: 'down', attempt: 1 }, 1_000, false, 'An'), { kind: 'link' });
  assert.deepEqual(blockOf(open, 1_000, true, 'An'), { kind: 'link' });
  assert.deepEqual(blockOf(open, null, false, 'An'), { kind: 'waiting' });
  assert.deepEqual(blockOf(open, 1_000, false, '  '), { kind: 'officer' });
});

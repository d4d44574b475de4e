import assert from 'node:assert/strict';
import test from 'node:test';
import { WireError } from '../src/decode.ts';
import { parseAgencies, parseAlert, parseAlertPage, parseFrame } from '../src/wire.ts';
import { aBeat, aDelta, aSnapshot, aChild, figures, NOON } from './build.ts';

const alert = {
  id: 'a1', dossier: 'H49-1', agency: 'H49.01', to: { agency: 'H49', role: 'head' }, rung: 'a rung of our own', due: null,
  raisedAt: NOON, state: 'raised', owner: null, acknowledgedAt: null, version: 3,
};
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const without = (value: object, key: string): object => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

test('every kind of frame survives the wire', () => {
  for (const frame of [aSnapshot({}, [aChild('A', 2)]), aDelta(2, 1, { alerts: [alert] }), aBeat(1)]) {
    assert.deepEqual(parseFrame(overTheWire(frame)), frame);
  }
});

test('a delta keeps absent apart from empty', () => {
  const frame = parseFrame(overTheWire(aDelta(2, 1, { alerts: [] })));
  assert.deepEqual('alerts' in frame && frame.alerts, []);
  assert.equal('sources' in frame, false);
});

test('fields a newer service adds are dropped', () => {
  assert.deepEqual(parseFrame({ ...aBeat(1), mood: 'good' }), aBeat(1));
});

test('null and absent are the same', () => {
  assert.deepEqual(parseFrame(without(aBeat(1), 'prev')), aBeat(1));
});

test('an agency that has not reported yet has no instant', () => {
  const frame = parseFrame({ ...aDelta(2, 1), children: [{ ...aChild('A', 0), asOf: null }] });
  assert.equal(frame.kind === 'delta' && frame.children?.[0]?.asOf, null);
});

for (const [what, value, named] of [
  ['a missing sequence', without(aBeat(1), 'sequence'), /frame\.sequence/],
  ['an instant that is none', { ...aBeat(1), asOf: 'yesterday' }, /frame\.asOf/],
  ['an unknown kind', { ...aBeat(1), kind: 'poem' }, /frame\.kind/],
  ['a count in words', { ...aDelta(2, 1), figures: { ...figures(), open: 'many' } }, /frame\.figures\.open/],
  ['no frame at all', null, /frame/],
] as const) {
  test(`${what} is refused by name`, () => {
    assert.throws(() => parseFrame(value), (error: Error) => error instanceof WireError && named.test(error.message));
  });
}

test('alerts and agencies', () => {
  assert.deepEqual(parseAlertPage({ items: [alert] }), { items: [alert], nextCursor: null });
  assert.deepEqual(parseAlert({ type: 'stale', current: alert }), alert);
  assert.deepEqual(parseAlert(alert), alert);
  const node = { code: 'H49', name: { vi: 'Tỉnh', en: null }, level: 'province', kind: 'group', parent: null };
  assert.deepEqual(parseAgencies({ agencies: [{ ...node, calendar: 'vn' }] }), [node]);
});

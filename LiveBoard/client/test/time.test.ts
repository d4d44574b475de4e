import assert from 'node:assert/strict';
import test from 'node:test';
import { freshnessOf } from '../src/state/freshness.ts';
import { dataAgeMs, dataTime, elapsedMs, receive, serverTime } from '../src/state/receipt.ts';
import { aBeat } from './build.ts';

const at = { mono: 1_000, wall: 50_000 };
const later = (ms: number) => ({ mono: at.mono + ms, wall: at.wall + ms });
const receipt = receive(aBeat(1, { asOf: '2026-11-21T05:00:00Z', serverNow: '2026-11-21T05:00:02Z', sourceAgeMs: 500 }), at);

test('age is what the data was old on arrival, by whichever measure is older, and the time since', () => {
  assert.equal(dataAgeMs(receipt, at), 2_000);
  assert.equal(dataAgeMs(receipt, later(4_000)), 6_000);
  const upstreamSilent = { ...receipt, sourceAgeMs: 30_000 };
  assert.equal(dataAgeMs(upstreamSilent, later(4_000)), 34_000);
  assert.equal(dataTime(receipt), Date.parse('2026-11-21T05:00:00Z'));
  assert.equal(dataTime(upstreamSilent), Date.parse('2026-11-21T04:59:32Z'));
});

test('the service clock goes on from what it said, whatever this machine believes', () => {
  assert.equal(serverTime(receipt, later(3_000)), Date.parse('2026-11-21T05:00:05Z'));
});

test('at speed sixty a service minute is a real second', () => {
  const replay = receive(aBeat(1, { asOf: '2022-03-01T12:00:00Z', serverNow: '2022-03-01T12:01:00Z', clock: 'replay', speed: 60 }), at);
  assert.equal(dataAgeMs(replay, later(2_000)), 3_000);
  assert.equal(serverTime(replay, later(2_000)), Date.parse('2022-03-01T12:03:00Z'));
});

test('a clock that stood still in sleep is caught by the other', () => {
  assert.equal(elapsedMs(at, { mono: at.mono + 10, wall: at.wall + 60_000 }), 60_000);
  assert.equal(elapsedMs(at, { mono: at.mono + 60_000, wall: at.wall + 10 }), 60_000);
});

test('a wall clock set back never makes data fresher', () => {
  assert.equal(dataAgeMs(receipt, { mono: at.mono + 90_000, wall: at.wall - 3_600_000 }), 92_000);
});

test('the ladder steps at 15 s, 60 s and 10 min', () => {
  const steps = [null, 0, 14_999, 15_000, 59_999, 60_000, 599_999, 600_000].map(freshnessOf);
  assert.deepEqual(steps, ['none', 'live', 'live', 'late', 'late', 'old', 'old', 'dead']);
});

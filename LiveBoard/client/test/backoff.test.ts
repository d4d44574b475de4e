import assert from 'node:assert/strict';
import test from 'node:test';
import { backoffMs } from '../src/transport/backoff.ts';

test('waits grow from half a second and never pass five', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 1_000].map(attempt => backoffMs(attempt, 1)), [500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

test('the whole wait is drawn by lot', () => assert.equal(backoffMs(4, 0), 0));

import assert from 'node:assert/strict';
import test from 'node:test';
import { nextDue, project } from '../src/state/projection.ts';
import { aBoard, figures, NOON } from './build.ts';

const noon = Date.parse(NOON);
const after = (seconds: number): string => new Date(noon + seconds * 1_000).toISOString();
const board = {
  ...aBoard(),
  figures: figures({ overdue: 4, dueSoon: 10 }),
  upcoming: [
    { at: after(-5), dueSoon: 9, overdue: 9 },
    { at: after(10), dueSoon: 0, overdue: 3 },
    { at: after(20), dueSoon: 5, overdue: 1 },
  ],
};

test('nothing turns before its instant', () => {
  assert.deepEqual(project(board, noon + 9_999), { overdue: 4, dueSoon: 10, turned: 0 });
});

test('dossiers turn at their instant, and leave those due soon', () => {
  assert.deepEqual(project(board, noon + 10_000), { overdue: 7, dueSoon: 7, turned: 3 });
  assert.deepEqual(project(board, noon + 20_000), { overdue: 8, dueSoon: 11, turned: 4 });
});

test('what the figures already hold is not counted again', () => {
  assert.deepEqual(project({ ...board, figuresAt: noon + 10_000 }, noon + 10_000), { overdue: 4, dueSoon: 10, turned: 0 });
});

test('due soon never goes below zero', () => {
  assert.equal(project({ ...board, figures: figures({ dueSoon: 1 }) }, noon + 10_000).dueSoon, 0);
});

test('the next due instant is the earliest ahead at which something becomes overdue', () => {
  assert.equal(nextDue(board.upcoming, noon)?.at, after(10));
  assert.equal(nextDue(board.upcoming, noon + 10_000)?.at, after(20));
  assert.equal(nextDue(board.upcoming, noon + 20_000), null);
});

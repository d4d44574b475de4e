import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFrame, type Board } from '../src/state/board.ts';
import { aBeat, aBoard, aChild, aDelta, aSnapshot, figures } from './build.ts';

const applied = (board: Board | null, frame: Parameters<typeof applyFrame>[1]): Board => {
  const next = applyFrame(board, frame);
  assert.notEqual(next, 'gap');
  return next as Board;
};

test('a snapshot is taken whatever was there', () => {
  const board = applied(aBoard({ epoch: 'old', sequence: 90 }), aSnapshot({ epoch: 'new', sequence: 2 }));
  assert.equal(board.head.epoch, 'new');
  assert.equal(board.head.sequence, 2);
});

test('a delta changes only what it names', () => {
  const before = aBoard({ sequence: 7 });
  const after = applied(before, aDelta(8, 7, { figures: figures({ overdue: 9 }) }));
  assert.equal(after.figures.overdue, 9);
  assert.equal(after.children, before.children);
  assert.equal(after.head.sequence, 8);
});

test('changed rows replace their agency and leave the others', () => {
  const before = aBoard({ sequence: 1 }, [aChild('A', 1), aChild('B', 2)]);
  const after = applied(before, aDelta(2, 1, { children: [aChild('B', 5), aChild('C', 3)] }));
  assert.deepEqual(after.children.map(row => [row.agency.code, row.figures.overdue]), [['A', 1], ['B', 5], ['C', 3]]);
});

test('a delta that skips a number is a gap', () => assert.equal(applyFrame(aBoard({ sequence: 7 }), aDelta(9, 8)), 'gap'));
test('a repeated delta is a gap', () => assert.equal(applyFrame(aBoard({ sequence: 8 }), aDelta(8, 7)), 'gap'));
test('a delta of another epoch is a gap', () => assert.equal(applyFrame(aBoard({ sequence: 7 }), aDelta(8, 7, {}, { epoch: 'e2' })), 'gap'));
test('a delta before any snapshot is a gap', () => assert.equal(applyFrame(null, aDelta(2, 1)), 'gap'));
test('a beat of another number is a gap', () => assert.equal(applyFrame(aBoard({ sequence: 7 }), aBeat(8)), 'gap'));

test('a beat renews the time of the data, not that of the figures', () => {
  const before = aBoard({ sequence: 7 });
  const after = applied(before, aBeat(7, { asOf: '2026-11-21T10:00:30Z' }));
  assert.equal(after.head.asOf, '2026-11-21T10:00:30Z');
  assert.equal(after.figuresAt, before.figuresAt);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { fold, matching, treeOf, type Branch } from '../src/state/tree.ts';
import type { AgencyNode } from '../src/wire.ts';

const node = (code: string, vi: string, parent: string | null): AgencyNode => ({ code, name: { vi, en: null }, level: '', kind: 'agency', parent });
const byCode = (a: AgencyNode, b: AgencyNode): number => (a.code < b.code ? -1 : 1);
const nameOf = (agency: AgencyNode): string => agency.name.vi;
const drawn = (branches: Branch[]): string => branches.map(({ agency, below }) => agency.code + (below.length === 0 ? '' : `(${drawn(below)})`)).join(' ');

const tree = treeOf([node('C', 'Sở Nông nghiệp', 'A'), node('B', 'Xã Đông Triều', 'C'), node('A', 'Tỉnh', null), node('X', 'Lạc', 'gone')], byCode);

test('agencies hang below their parents; one without a known parent stands at the top', () => assert.equal(drawn(tree), 'A(C(B)) X'));
test('an agency that names itself as parent does not vanish', () => assert.equal(drawn(treeOf([node('S', 'S', 'S')], byCode)), 'S'));

test('search forgets diacritics and đ, and keeps the way down', () => {
  assert.equal(fold('Đông Triều'), 'dong trieu');
  assert.equal(drawn(matching(tree, fold('dong'), nameOf)), 'A(C(B))');
  assert.equal(drawn(matching(tree, fold('NÔNG'), nameOf)), 'A(C(B))');
  assert.equal(drawn(matching(tree, fold('lac'), nameOf)), 'X');
  assert.equal(drawn(matching(tree, fold('không có'), nameOf)), '');
});

import type { AgencyNode } from '../wire.ts';

export interface Branch { agency: AgencyNode; below: Branch[] }

/** For search without diacritics: "so nong nghiep" finds "Sở Nông nghiệp", "dong" finds "Đông". */
export function fold(name: string): string {
  return name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** The agencies as a tree, siblings in the given order. One whose parent is not in the list stands at the top. */
export function treeOf(agencies: readonly AgencyNode[], order: (a: AgencyNode, b: AgencyNode) => number): Branch[] {
  const known = new Set(agencies.map(agency => agency.code));
  const byParent = new Map<string | null, AgencyNode[]>();
  for (const agency of agencies.slice().sort(order)) {
    const parent = agency.parent !== null && agency.parent !== agency.code && known.has(agency.parent) ? agency.parent : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), agency]);
  }
  const below = (parent: string | null): Branch[] =>
    (byParent.get(parent) ?? []).map(agency => ({ agency, below: below(agency.code) }));
  return below(null);
}

/** Branches that match, with everything above them; a matching agency keeps what is below it. */
export function matching(branches: readonly Branch[], folded: string, nameOf: (agency: AgencyNode) => string): Branch[] {
  if (folded === '') return [...branches];
  return branches.reduce<Branch[]>((kept, branch) => {
    const hit = fold(`${nameOf(branch.agency)} ${branch.agency.code}`).includes(folded);
    const below = hit ? branch.below : matching(branch.below, folded, nameOf);
    return hit || below.length > 0 ? [...kept, { agency: branch.agency, below }] : kept;
  }, []);
}

import { OLD_MS } from './freshness.ts';
import type { Link } from './link.ts';

export type Block = { kind: 'waiting' } | { kind: 'link' } | { kind: 'old'; seconds: number } | { kind: 'officer' };

/** Why the officer may not act now, or null. Nobody decides on data older than a minute. */
export function blockOf(link: Link, ageMs: number | null, listFailed: boolean, officer: string): Block | null {
  if (ageMs !== null && ageMs > OLD_MS) return { kind: 'old', seconds: Math.floor(ageMs / 1_000) };
  if (link.kind === 'down' || link.kind === 'refused' || listFailed) return { kind: 'link' };
  if (ageMs === null || link.kind === 'connecting') return { kind: 'waiting' };
  return officer.trim() === '' ? { kind: 'officer' } : null;
}

export const LATE_MS = 15_000;
export const OLD_MS = 60_000;
export const DEAD_MS = 600_000;

/** none: nothing received yet. live, late, old, dead: the ladder of how far the data may still be trusted. */
export type Freshness = 'none' | 'live' | 'late' | 'old' | 'dead';

export function freshnessOf(ageMs: number | null): Freshness {
  if (ageMs === null) return 'none';
  if (ageMs < LATE_MS) return 'live';
  if (ageMs < OLD_MS) return 'late';
  return ageMs < DEAD_MS ? 'old' : 'dead';
}

/** May the page act on, sort or page through the data? */
export const isUsable = (freshness: Freshness): boolean => freshness === 'live' || freshness === 'late';

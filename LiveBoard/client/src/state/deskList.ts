import type { AlertItem } from '../wire.ts';

/** gone: no longer in the service's list, but kept in place while the officer is on it. */
export interface DeskRow { item: AlertItem; gone: boolean }

/** Rows keep their order; what arrives waits until the officer asks for it. */
export interface DeskList { rows: readonly DeskRow[]; waiting: readonly AlertItem[] }

const newestFirst = (a: AlertItem, b: AlertItem): number =>
  Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || (a.id < b.id ? -1 : 1);

const newer = (known: AlertItem, told: AlertItem): AlertItem => (told.version >= known.version ? told : known);

/** The list after the service told its open alerts. `selected` is never taken away from under the officer. */
export function merge(list: DeskList | null, told: readonly AlertItem[], selected: string | null): DeskList {
  if (list === null) return { rows: told.slice().sort(newestFirst).map(item => ({ item, gone: false })), waiting: [] };
  const byId = new Map(told.map(item => [item.id, item]));
  const rows: DeskRow[] = [];
  for (const row of list.rows) {
    const item = byId.get(row.item.id);
    byId.delete(row.item.id);
    if (item !== undefined) rows.push({ item: newer(row.item, item), gone: false });
    else if (row.item.id === selected) rows.push({ ...row, gone: true });
  }
  return { rows, waiting: Array.from(byId.values()).sort(newestFirst) };
}

/** Puts the waiting alerts on top. */
export function reveal(list: DeskList): DeskList {
  return { rows: [...list.waiting.map(item => ({ item, gone: false })), ...list.rows], waiting: [] };
}

/** Takes one item as it is now, unless a newer one is known. */
export function take(list: DeskList, item: AlertItem): DeskList {
  const gone = item.state === 'resolved' || item.state === 'withdrawn';
  return { ...list, rows: list.rows.map(row => (row.item.id === item.id ? { item: newer(row.item, item), gone } : row)) };
}

/** Lets go of rows that are gone, except the one the officer is on. */
export function prune(list: DeskList, selected: string | null): DeskList {
  return { ...list, rows: list.rows.filter(row => !row.gone || row.item.id === selected) };
}

/** The row `by` steps from the selected one, or the first; null when there is none. */
export function neighbour(list: DeskList, selected: string | null, by: 1 | -1): string | null {
  const at = list.rows.findIndex(row => row.item.id === selected);
  const next = at < 0 ? 0 : Math.min(list.rows.length - 1, Math.max(0, at + by));
  return list.rows[next]?.item.id ?? null;
}

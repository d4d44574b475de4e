import type { ChildRow, Figures } from '../wire.ts';

export type Severity = 'calm' | 'warn' | 'hot';

/** Judgement, to be tried in a hall: one dossier in twenty overdue deserves the alarm colour. */
const HOT_SHARE = 0.05;
const WARN_SHARE = 0.1;

export function severityOf(figures: Pick<Figures, 'open' | 'overdue' | 'dueSoon'>): Severity {
  const open = Math.max(1, figures.open);
  if (figures.overdue > 0 && figures.overdue / open >= HOT_SHARE) return 'hot';
  return figures.overdue > 0 || figures.dueSoon / open >= WARN_SHARE ? 'warn' : 'calm';
}

/** Worst first: most overdue, then the longest overdue, then most about to be. The code settles ties, so that displays agree. */
export function worstFirst(a: ChildRow, b: ChildRow): number {
  const x = a.figures;
  const y = b.figures;
  return (
    y.overdue - x.overdue ||
    y.overdueAge.more - x.overdueAge.more ||
    y.overdueAge.d30 - x.overdueAge.d30 ||
    y.dueSoon - x.dueSoon ||
    (a.agency.code < b.agency.code ? -1 : 1)
  );
}

import type { Upcoming } from '../wire.ts';
import type { Board } from './board.ts';

export interface Projection {
  overdue: number;
  dueSoon: number;
  /** Dossiers counted as turned here, before the service said so. */
  turned: number;
}

/** Counts at the instant `time` (ms), from due times the service announced: right to the second with the link down. */
export function project(board: Board, time: number): Projection {
  let { overdue, dueSoon } = board.figures;
  let turned = 0;
  for (const turn of board.upcoming) {
    const at = Date.parse(turn.at);
    if (at <= board.figuresAt || at > time) continue;
    overdue += turn.overdue;
    dueSoon += turn.dueSoon - turn.overdue;
    turned += turn.overdue;
  }
  return { overdue, dueSoon: Math.max(0, dueSoon), turned };
}

/** The next instant after `time` at which dossiers become overdue, if one was announced. */
export function nextDue(upcoming: readonly Upcoming[], time: number): Upcoming | null {
  let next: Upcoming | null = null;
  for (const turn of upcoming) {
    if (turn.overdue === 0 || Date.parse(turn.at) <= time) continue;
    if (next === null || Date.parse(turn.at) < Date.parse(next.at)) next = turn;
  }
  return next;
}

import type { AgencyRef, BoardFrame, BoardParts, ChildRow, DeltaFrame, FrameHead } from '../wire.ts';

export interface Board extends BoardParts {
  agency: AgencyRef;
  head: FrameHead;
  /** Instant for which `figures` are true; a beat does not move it. Milliseconds. */
  figuresAt: number;
}

/** The board after the frame, or 'gap' when the frame does not follow and a snapshot is needed. */
export function applyFrame(board: Board | null, frame: BoardFrame): Board | 'gap' {
  if (frame.kind === 'snapshot') {
    const { agency, figures, children, alerts, openAlerts, sources, upcoming } = frame;
    return { agency, figures, children, alerts, openAlerts, sources, upcoming, head: headOf(frame), figuresAt: Date.parse(frame.asOf) };
  }
  if (board === null || board.head.epoch !== frame.epoch) return 'gap';
  if (frame.kind === 'beat') {
    return frame.sequence === board.head.sequence ? { ...board, head: headOf(frame) } : 'gap';
  }
  return frame.prev === board.head.sequence ? merge(board, frame) : 'gap';
}

function merge(board: Board, delta: DeltaFrame): Board {
  return {
    agency: board.agency,
    head: headOf(delta),
    figures: delta.figures ?? board.figures,
    figuresAt: delta.figures === undefined ? board.figuresAt : Date.parse(delta.asOf),
    children: delta.children === undefined ? board.children : replaceRows(board.children, delta.children),
    alerts: delta.alerts ?? board.alerts,
    openAlerts: delta.openAlerts ?? board.openAlerts,
    sources: delta.sources ?? board.sources,
    upcoming: delta.upcoming ?? board.upcoming,
  };
}

function replaceRows(rows: readonly ChildRow[], changed: readonly ChildRow[]): ChildRow[] {
  const byCode = new Map(rows.map(row => [row.agency.code, row]));
  for (const row of changed) byCode.set(row.agency.code, row);
  return Array.from(byCode.values());
}

function headOf(frame: BoardFrame): FrameHead {
  const { epoch, sequence, prev, asOf, serverNow, sourceAgeMs, build, simulated, clock, speed } = frame;
  return { epoch, sequence, prev, asOf, serverNow, sourceAgeMs, build, simulated, clock, speed };
}

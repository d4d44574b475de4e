import type { Board } from '../src/state/board.ts';
import type { BeatFrame, BoardParts, ChildRow, DeltaFrame, Figures, FrameHead, SnapshotFrame } from '../src/wire.ts';

export const NOON = '2026-11-21T05:00:00Z';

export const figures = (extra: Partial<Figures> = {}): Figures => ({
  open: 100, dueSoon: 10, overdue: 4, paused: 1, noDue: 0, receivedToday: 3, endedToday: 2, lateToday: 1,
  overdueAge: { d1: 1, d3: 1, d10: 1, d30: 1, more: 0 },
  onTime: { rate: 0.9, numerator: 90, denominator: 100, ruleSet: 'qd766', period: '2026-Q4' },
  satisfaction: { rate: null, ratings: 0, scale: 3, period: '' },
  oldestDue: null,
  ...extra,
});

const head = (extra: Partial<FrameHead> = {}): FrameHead => ({
  epoch: 'e1', sequence: 1, prev: null, asOf: NOON, serverNow: NOON, sourceAgeMs: 0,
  build: 'b1', simulated: false, clock: 'real', speed: 1, ...extra,
});

const agency = (code: string) => ({ code, name: { vi: `Sở ${code}`, en: null }, level: 'department' });

export const aChild = (code: string, overdue: number, extra: Partial<Figures> = {}): ChildRow => ({
  agency: agency(code), figures: figures({ overdue, ...extra }), asOf: NOON,
});

const parts = (children: ChildRow[]): BoardParts => ({ figures: figures(), children, alerts: [], openAlerts: 0, sources: [], upcoming: [] });

export const aSnapshot = (extra: Partial<FrameHead> = {}, children: ChildRow[] = []): SnapshotFrame => ({
  kind: 'snapshot', ...head(extra), ...parts(children), agency: agency('R'),
});

export const aDelta = (sequence: number, prev: number, changes: Partial<BoardParts> = {}, extra: Partial<FrameHead> = {}): DeltaFrame => ({
  kind: 'delta', ...head({ sequence, prev, ...extra }), ...changes,
});

export const aBeat = (sequence: number, extra: Partial<FrameHead> = {}): BeatFrame => ({ kind: 'beat', ...head({ sequence, ...extra }) });

export const aBoard = (extra: Partial<FrameHead> = {}, children: ChildRow[] = []): Board => ({
  ...parts(children), agency: agency('R'), head: head(extra), figuresAt: Date.parse(extra.asOf ?? NOON),
});

import { flag, instant, list, nullable, number, oneOf, partial, record, text, type Decoder } from './decode.ts';

export interface Name { vi: string; en: string | null }
export interface AgencyRef { code: string; name: Name; level: string }
/** Open dossiers past due, by calendar days late: up to 1, 1-3, 3-10, 10-30, over 30. */
export interface OverdueAge { d1: number; d3: number; d10: number; d30: number; more: number }
/** rate is 0..1, or null when the denominator is 0. */
export interface OnTime { rate: number | null; numerator: number; denominator: number; ruleSet: string; period: string }
/** rate is null below the service's minimum of ratings; scale is the number of levels. */
export interface Satisfaction { rate: number | null; ratings: number; scale: number; period: string }

export interface Figures {
  open: number;
  dueSoon: number;
  overdue: number;
  paused: number;
  noDue: number;
  receivedToday: number;
  endedToday: number;
  lateToday: number;
  overdueAge: OverdueAge;
  onTime: OnTime;
  satisfaction: Satisfaction;
  oldestDue: string | null;
}

/** asOf is null until the agency has reported for the first time. */
export interface ChildRow { agency: AgencyRef; figures: Figures; asOf: string | null }

/** `rung` and `state` are open sets: a policy may name rungs of its own. */
export interface AlertItem {
  id: string;
  dossier: string;
  agency: string;
  to: { agency: string; role: string };
  rung: string;
  due: string | null;
  raisedAt: string;
  state: string;
  owner: string | null;
  acknowledgedAt: string | null;
  version: number;
}

/** lagSeconds: how long the newest event took to arrive. */
export interface SourceState { source: string; lastEventAt: string | null; lagSeconds: number | null; state: 'fresh' | 'late' | 'silent' }
/** At that instant `overdue` dossiers pass their due time and `dueSoon` enter the warning. */
export interface Upcoming { at: string; dueSoon: number; overdue: number }

export interface FrameHead {
  epoch: string;
  sequence: number;
  prev: number | null;
  asOf: string;
  serverNow: string;
  /** Real milliseconds since the agency last vouched for these figures, when the frame left. */
  sourceAgeMs: number;
  build: string;
  simulated: boolean;
  clock: 'real' | 'replay';
  /** Seconds of the service's clock in one real second. */
  speed: number;
}

export interface BoardParts {
  figures: Figures;
  children: ChildRow[];
  alerts: AlertItem[];
  /** Open alerts of the branch, of which `alerts` are the newest. */
  openAlerts: number;
  sources: SourceState[];
  upcoming: Upcoming[];
}

export interface SnapshotFrame extends FrameHead, BoardParts { kind: 'snapshot'; agency: AgencyRef }
export interface DeltaFrame extends FrameHead, Partial<BoardParts> { kind: 'delta' }
export interface BeatFrame extends FrameHead { kind: 'beat' }
export type BoardFrame = SnapshotFrame | DeltaFrame | BeatFrame;

export interface AlertPage { items: AlertItem[]; nextCursor: string | null }
export interface AgencyNode extends AgencyRef { kind: string; parent: string | null }
export interface AlertCommand { commandId: string; expectedVersion: number; by?: string; reason?: string }

const name = record<Name>({ vi: text, en: nullable(text) });
const agency = record<AgencyRef>({ code: text, name, level: text });
const figures = record<Figures>({
  open: number, dueSoon: number, overdue: number, paused: number, noDue: number,
  receivedToday: number, endedToday: number, lateToday: number,
  overdueAge: record<OverdueAge>({ d1: number, d3: number, d10: number, d30: number, more: number }),
  onTime: record<OnTime>({
    rate: nullable(number), numerator: number, denominator: number, ruleSet: text, period: text,
  }),
  satisfaction: record<Satisfaction>({ rate: nullable(number), ratings: number, scale: number, period: text }),
  oldestDue: nullable(instant),
});
const alert = record<AlertItem>({
  id: text, dossier: text, agency: text, to: record({ agency: text, role: text }), rung: text, due: nullable(instant),
  raisedAt: instant, state: text, owner: nullable(text), acknowledgedAt: nullable(instant), version: number,
});
const head = record<FrameHead>({
  epoch: text, sequence: number, prev: nullable(number), asOf: instant, serverNow: instant, sourceAgeMs: number,
  build: text, simulated: flag, clock: oneOf('real', 'replay'), speed: number,
});
const parts = {
  figures,
  children: list(record<ChildRow>({ agency, figures, asOf: nullable(instant) })),
  alerts: list(alert),
  openAlerts: number,
  sources: list(record<SourceState>({
    source: text, lastEventAt: nullable(instant), lagSeconds: nullable(number), state: oneOf('fresh', 'late', 'silent'),
  })),
  upcoming: list(record<Upcoming>({ at: instant, dueSoon: number, overdue: number })),
};
const snapshot = record<BoardParts & { agency: AgencyRef }>({ ...parts, agency });
const delta = partial<BoardParts>(parts);
const kind = record<{ kind: BoardFrame['kind'] }>({ kind: oneOf('snapshot', 'delta', 'beat') });

export const parseFrame = (value: unknown): BoardFrame => {
  const common = head(value, 'frame');
  switch (kind(value, 'frame').kind) {
    case 'snapshot': return { kind: 'snapshot', ...common, ...snapshot(value, 'frame') };
    case 'delta': return { kind: 'delta', ...common, ...delta(value, 'frame') };
    case 'beat': return { kind: 'beat', ...common };
  }
};

export const parseAlertPage = (value: unknown): AlertPage =>
  record<AlertPage>({ items: list(alert), nextCursor: nullable(text) })(value, 'alerts');

/** A command's answer is the item as it is now, bare or as the problem's `current`. */
export const parseAlert = (value: unknown): AlertItem => {
  const holder = (typeof value === 'object' && value !== null ? value : {}) as { current?: unknown };
  return alert(holder.current ?? value, 'alert');
};

/** What is said of the whole service; the rest of the answer is for operators. */
export interface About { simulated: boolean }

export const parseAbout = (value: unknown): About => ({ simulated: partial<About>({ simulated: flag })(value, 'about').simulated ?? false });

const node: Decoder<AgencyNode> = record<AgencyNode>({ code: text, name, level: text, kind: text, parent: nullable(text) });
export const parseAgencies = (value: unknown): AgencyNode[] =>
  record<{ agencies: AgencyNode[] }>({ agencies: list(node) })(value, 'answer').agencies;

// Generated from the C# contract; see TypeScriptTests. Do not edit.

export interface Addressee {
  readonly agency: string;
  readonly role: string;
}

export interface AgenciesDocument {
  readonly agencies: readonly AgencyDocument[];
}

export interface AgencyDocument {
  readonly code: string;
  readonly name: BilingualText;
  readonly level: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly calendar: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly openCatalogue: boolean;
}

export interface AgencyLabel {
  readonly code: string;
  readonly name: BilingualText;
  readonly level: string;
}

export interface Alert {
  readonly id: string;
  readonly dossier: string;
  readonly agency: string;
  readonly to: Addressee;
  readonly rung: string;
  readonly due: string;
  readonly raisedAt: string;
  readonly state: AlertState;
  readonly owner: string | null;
  readonly acknowledgedAt: string | null;
  readonly closedAt: string | null;
  readonly reason: string | null;
  readonly version: number;
  readonly isOpen: boolean;
}

export interface AlertPage {
  readonly items: readonly Alert[];
  readonly nextCursor: string | null;
}

export type AlertState = 'unknown' | 'raised' | 'acknowledged' | 'resolved' | 'withdrawn';

export interface Allowance {
  readonly unit: AllowanceUnit;
  readonly value: number;
}

export type AllowanceUnit = 'none' | 'hours' | 'workingDays' | 'calendarDays' | 'months' | 'seconds';

export interface Attribution {
  readonly from: string;
  readonly to: string;
  readonly workingSeconds: number;
  readonly syncSeconds: number;
  readonly calendar: string;
  readonly lines: readonly AttributionLine[];
  readonly spans: readonly AttributionLine[];
}

export interface AttributionLine {
  readonly kind: string;
  readonly pause: string | null;
  readonly agency: string | null;
  readonly step: string | null;
  readonly role: string | null;
  readonly giver: string | null;
  readonly from: string;
  readonly to: string;
  readonly workingSeconds: number;
  readonly syncSeconds: number;
}

export interface BeatFrame {
  readonly kind: 'beat';
  readonly epoch: string;
  readonly sequence: number;
  readonly prev: number | null;
  readonly asOf: string;
  readonly serverNow: string;
  readonly sourceAgeMs: number;
  readonly build: string;
  readonly simulated: boolean;
  readonly clock: string;
  readonly speed: number;
}

export interface BilingualText {
  readonly vi: string;
  readonly en: string | null;
}

export interface ChildFigures {
  readonly agency: AgencyLabel;
  readonly figures: Figures;
  readonly asOf: string | null;
}

export interface ClockDetail {
  readonly kind: string;
  readonly state: string;
  readonly started: string;
  readonly due: string | null;
  readonly originalDue: string | null;
  readonly ended: string | null;
  readonly basis: string | null;
  readonly calendar: string | null;
  readonly pauses: readonly PauseDetail[];
  readonly late: boolean;
  readonly subject: string | null;
  readonly agency: string | null;
  readonly role: string | null;
  readonly breach: string | null;
  readonly promisedDue: string | null;
  readonly extensions: readonly ExtensionDetail[];
}

export interface DataQualityPage {
  readonly refused: readonly RefusedEvent[];
  readonly flagged: readonly FlaggedDossier[];
  readonly refusedByCode: Record<string, number>;
  readonly flaggedByCode: Record<string, number>;
  readonly nextCursor: string | null;
}

export interface DeltaFrame {
  readonly kind: 'delta';
  readonly epoch: string;
  readonly sequence: number;
  readonly prev: number | null;
  readonly asOf: string;
  readonly serverNow: string;
  readonly sourceAgeMs: number;
  readonly build: string;
  readonly simulated: boolean;
  readonly clock: string;
  readonly speed: number;
  readonly figures?: Figures;
  readonly children?: readonly ChildFigures[];
  readonly alerts?: readonly Alert[];
  readonly openAlerts?: number;
  readonly sources?: readonly SourceFreshness[];
  readonly upcoming?: readonly Turn[];
}

export interface DocumentProblem {
  readonly field: string;
  readonly message: string;
}

export interface DocumentWarning {
  readonly code: string;
  readonly field: string;
  readonly date: string | null;
  readonly message: string;
}

export interface DossierDetail {
  readonly dossier: string;
  readonly version: number;
  readonly state: PortalState;
  readonly agency: string | null;
  readonly point: string | null;
  readonly procedure: string | null;
  readonly channel: string | null;
  readonly received: string | null;
  readonly ended: string | null;
  readonly outcome: string | null;
  readonly clocks: readonly ClockDetail[];
  readonly steps: readonly StepDetail[];
  readonly events: readonly EventDetail[];
  readonly alerts: readonly Alert[];
  readonly sources: readonly SourceView[];
  readonly flags: readonly string[];
  readonly asOf: string;
  readonly rating: Rating | null;
  readonly attribution: Attribution | null;
}

export interface DossierEvent {
  readonly id: string;
  readonly source: string;
  readonly dossier: string;
  readonly type: EventType;
  readonly at: string;
  readonly agency: string | null;
  readonly procedure: string | null;
  readonly channel: string | null;
  readonly point: string | null;
  readonly due: string | null;
  readonly units: Allowance | null;
  readonly reason: string | null;
  readonly document: string | null;
  readonly ground: string | null;
  readonly step: string | null;
  readonly role: string | null;
  readonly outcome: string | null;
  readonly value: number | null;
  readonly scale: number | null;
  readonly factors: readonly string[];
  readonly via: string | null;
  readonly petition: string | null;
}

export interface DossierLine {
  readonly dossier: string;
  readonly version: number;
  readonly state: PortalState;
  readonly agency: string | null;
  readonly point: string | null;
  readonly procedure: string | null;
  readonly received: string | null;
  readonly ended: string | null;
  readonly due: string | null;
  readonly dueSoonFrom: string | null;
  readonly overdueAfter: string | null;
  readonly paused: boolean;
  readonly endedLate: boolean;
  readonly rating: Rating | null;
  readonly nextMark: string | null;
  readonly changed: string;
  readonly openAlerts: readonly Alert[];
  readonly source: SourceMark | null;
  readonly flags: readonly string[];
  readonly step: string | null;
  readonly former: readonly string[];
  readonly isOpen: boolean;
}

export interface DossierPage {
  readonly items: readonly DossierLine[];
  readonly nextCursor: string | null;
}

export interface EventDetail {
  readonly event: DossierEvent;
  readonly arrived: string;
  readonly backfill: boolean;
  readonly effect: string;
}

export type EventType = 'unknown' | 'registered' | 'received' | 'declined' | 'step' | 'supplement-requested' | 'supplement-received' | 'payment-requested' | 'payment-received' | 'extended' | 'transferred' | 'withdrawn' | 'stopped' | 'finished' | 'returned' | 'rated' | 'petitioned' | 'petition-answered';

export interface ExtensionDetail {
  readonly at: string;
  readonly due: string;
  readonly replaced: string | null;
  readonly reason: string | null;
  readonly document: string | null;
  readonly source: string;
}

export interface Figures {
  readonly open: number;
  readonly dueSoon: number;
  readonly overdue: number;
  readonly paused: number;
  readonly noDue: number;
  readonly receivedToday: number;
  readonly endedToday: number;
  readonly lateToday: number;
  readonly overdueAge: OverdueAge;
  readonly onTime: OnTimeRate;
  readonly satisfaction: SatisfactionRate;
  readonly oldestDue: string | null;
}

export interface FlaggedDossier {
  readonly dossier: string;
  readonly agency: string | null;
  readonly flags: readonly string[];
  readonly changed: string;
}

export interface IngestAnswer {
  readonly received: number;
  readonly applied: number;
  readonly duplicate: number;
  readonly refused: readonly RefusedItem[];
}

export interface OnTimeRate {
  readonly rate: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly ruleSet: string;
  readonly period: string;
}

export interface OverdueAge {
  readonly d1: number;
  readonly d3: number;
  readonly d10: number;
  readonly d30: number;
  readonly more: number;
}

export interface PauseDetail {
  readonly kind: string;
  readonly from: string;
  readonly to: string | null;
  readonly ground: string | null;
  readonly source: string | null;
  readonly document: string | null;
}

export type PortalState = 'awaited' | 'registered' | 'received' | 'declined' | 'inProcess' | 'supplementRequested' | 'paymentRequested' | 'withdrawn' | 'stopped' | 'finished' | 'returned';

export interface PutResult {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly version: number;
  readonly problems: readonly DocumentProblem[];
  readonly warnings: readonly DocumentWarning[];
  readonly running?: string;
}

export interface RateFigure {
  readonly rate: number | null;
  readonly percent: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly ruleSet: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly asOf: string;
  readonly source: string | null;
}

export interface Rating {
  readonly at: string;
  readonly scale: number;
  readonly value: number;
  readonly isSatisfied: boolean;
}

export interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
}

export interface RefusedEvent {
  readonly source: string | null;
  readonly eventId: string | null;
  readonly dossier: string | null;
  readonly type: string | null;
  readonly refusal: Refusal;
  readonly at: string;
  readonly times: number;
}

export interface RefusedItem {
  readonly index: number;
  readonly id: string | null;
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
}

export interface SatisfactionRate {
  readonly rate: number | null;
  readonly ratings: number;
  readonly scale: number;
  readonly period: string;
}

export interface SnapshotFrame {
  readonly kind: 'snapshot';
  readonly epoch: string;
  readonly sequence: number;
  readonly prev: number | null;
  readonly asOf: string;
  readonly serverNow: string;
  readonly sourceAgeMs: number;
  readonly build: string;
  readonly simulated: boolean;
  readonly clock: string;
  readonly speed: number;
  readonly agency: AgencyLabel;
  readonly figures: Figures;
  readonly children: readonly ChildFigures[];
  readonly alerts: readonly Alert[];
  readonly openAlerts: number;
  readonly sources: readonly SourceFreshness[];
  readonly upcoming: readonly Turn[];
}

export interface SourceFreshness {
  readonly source: string;
  readonly lastEventAt: string;
  readonly lagSeconds: number;
  readonly state: string;
}

export interface SourceMark {
  readonly source: string;
  readonly at: string;
  readonly arrived: string;
}

export interface SourceView {
  readonly source: string;
  readonly state: PortalState;
  readonly lastEventAt: string;
  readonly due: string | null;
}

export interface StandingReport {
  readonly asOf: string;
  readonly ruleSet: string;
  readonly rows: readonly StandingRow[];
  readonly total: StandingRow;
}

export interface StandingRow {
  readonly agency: string | null;
  readonly received: number;
  readonly endedOnTime: number;
  readonly endedLate: number;
  readonly endedNoDue: number;
  readonly openInTime: number;
  readonly openOverdue: number;
  readonly openNoDue: number;
  readonly paused: number;
  readonly onTime: RateFigure | null;
}

export interface StepDetail {
  readonly step: string;
  readonly from: string;
  readonly agency: string | null;
  readonly role: string | null;
  readonly due: string | null;
  readonly to: string | null;
}

export interface Turn {
  readonly at: string;
  readonly dueSoon: number;
  readonly overdue: number;
}

export type Frame = SnapshotFrame | DeltaFrame | BeatFrame;

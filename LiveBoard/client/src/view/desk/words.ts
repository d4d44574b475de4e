import type { Note } from '../../state/desk.ts';
import { NOTHING } from '../../format/number.ts';
import { numbers, text, times } from '../../text/page.ts';

/** Codes that the service keeps, with what the officer reads. */
export const REASONS: readonly (readonly [code: string, said: string])[] = [
  ['returned', text.reasonReturned],
  ['extended', text.reasonExtended],
  ['handed-over', text.reasonHandedOver],
  ['source-error', text.reasonSourceError],
  ['other', text.reasonOther],
];

const STATES: Record<string, string> = {
  raised: text.stateRaised,
  acknowledged: text.stateAcknowledged,
  snoozed: text.stateSnoozed,
  resolved: text.stateResolved,
  withdrawn: text.stateWithdrawn,
};

const ROLES: Record<string, string> = { officer: text.roleOfficer, head: text.roleHead, manager: text.roleManager };

export const stateText = (state: string): string => STATES[state] ?? state;
export const roleText = (role: string): string => ROLES[role] ?? role;

/** Rungs are named by the policy; those of the usual shape are written out. */
export function rungText(rung: string): string {
  if (rung === 'dueSoon') return text.rungDueSoon;
  if (rung === 'due') return text.rungDue;
  const after = /^after(\d+)([dh])$/.exec(rung);
  if (after === null) return rung;
  const count = numbers.count(Number(after[1]));
  return text.rungAfter(after[2] === 'd' ? text.spanDays(count) : text.spanHours(count));
}

export function noteText(note: Note): string {
  switch (note.kind) {
    case 'sending': return text.sending;
    case 'unsent': return text.unsent;
    case 'done': return note.action === 'acknowledge' ? text.acknowledged : text.resolved;
    case 'taken': return text.takenBy(note.owner, note.at === null ? NOTHING : times.minute(Date.parse(note.at)));
    case 'changed': return text.changedMeanwhile;
    case 'refused': return note.message ?? text.refusedCommand;
  }
}

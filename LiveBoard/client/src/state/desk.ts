import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { newCommandId } from '../transport/commandId.ts';
import { sendAlertCommand, type CommandOutcome } from '../transport/api.ts';
import type { AlertCommand, AlertItem } from '../wire.ts';
import { merge, neighbour, prune, reveal, take, type DeskList } from './deskList.ts';
import { explained, type Explained } from './explained.ts';
import { kept } from './kept.ts';
import { liveBoard, type LiveBoard } from './liveBoard.ts';
import { openAlerts, type OpenAlerts } from './openAlerts.ts';
import { blockOf, type Block } from './permission.ts';

export type Action = 'acknowledge' | 'resolve';

/** What became of the last command on an alert. */
export type Note =
  | { kind: 'sending'; action: Action }
  | { kind: 'unsent'; action: Action; command: AlertCommand }
  | { kind: 'done'; action: Action }
  | { kind: 'taken'; owner: string; at: string | null }
  | { kind: 'changed' }
  | { kind: 'refused'; message: string | null };

export interface Desk {
  live: LiveBoard;
  alerts: OpenAlerts;
  list: ReadonlySignal<DeskList | null>;
  selected: ReadonlySignal<string | null>;
  /** The alert whose closing reason is being chosen. */
  closing: ReadonlySignal<string | null>;
  notes: ReadonlySignal<ReadonlyMap<string, Note>>;
  officer: { value: string };
  block: ReadonlySignal<Block | null>;
  checkedAt: ReadonlySignal<number | null>;
  explained: Explained;
  select(id: string): void;
  move(by: 1 | -1): string | null;
  showWaiting(): void;
  acknowledge(id: string): void;
  startClosing(id: string | null): void;
  resolve(id: string, reason: string): void;
  explain(id: string): void;
  sendAgain(id: string): void;
}

export function createDesk(agency: string, seenBuild: (build: string) => void): Desk {
  const list = signal<DeskList | null>(null);
  const selected = signal<string | null>(null);
  const closing = signal<string | null>(null);
  const notes = signal<ReadonlyMap<string, Note>>(new Map());
  const checkedAt = signal<number | null>(null);
  const officer = kept('officer', '');
  const why = explained();

  const live = liveBoard(agency, frame => {
    seenBuild(frame.build);
    if (frame.kind === 'snapshot' || (frame.kind === 'delta' && frame.alerts !== undefined)) alerts.refresh();
  });
  const alerts = openAlerts(agency, items => {
    list.value = merge(list.value, items, selected.value);
    checkedAt.value = live.serverMs.value;
  });
  const block = computed(() => blockOf(live.link.value, live.ageMs.value, alerts.failed.value, officer.value));

  const note = (id: string, said: Note): void => {
    notes.value = new Map(notes.value).set(id, said);
  };
  const itemOf = (id: string): AlertItem | undefined => list.value?.rows.find(row => row.item.id === id)?.item;
  const busy = (id: string): boolean => notes.value.get(id)?.kind === 'sending';

  function act(id: string, action: Action, reason: string | null): void {
    const item = itemOf(id);
    if (item === undefined || block.value !== null || busy(id)) return;
    const by = officer.value.trim();
    const command = { commandId: newCommandId(), expectedVersion: item.version, by };
    send(id, action, reason === null ? command : { ...command, reason });
  }

  function send(id: string, action: Action, command: AlertCommand): void {
    note(id, { kind: 'sending', action });
    void sendAlertCommand(id, action, command).then(outcome => {
      if ('item' in outcome && outcome.item !== null && list.value !== null) list.value = take(list.value, outcome.item);
      note(id, noteOf(outcome, action, command));
      alerts.refresh();
    });
  }

  return {
    live, alerts, list, selected, closing, notes, officer, block, checkedAt,
    explained: why,
    select(id) {
      if (selected.value === id) return;
      selected.value = id;
      if (closing.value !== id) closing.value = null;
      if (list.value !== null) list.value = prune(list.value, id);
    },
    move(by) {
      const next = list.value === null ? null : neighbour(list.value, selected.value, by);
      if (next !== null) this.select(next);
      return next;
    },
    showWaiting() {
      if (list.value !== null) list.value = reveal(list.value);
    },
    acknowledge(id) {
      if (itemOf(id)?.state === 'raised') act(id, 'acknowledge', null);
    },
    startClosing(id) {
      if (id === null || (block.value === null && !busy(id))) closing.value = id;
    },
    resolve(id, reason) {
      closing.value = null;
      act(id, 'resolve', reason);
    },
    explain(id) {
      const item = itemOf(id);
      if (item !== undefined) why.toggle(id, item.dossier);
    },
    sendAgain(id) {
      const unsent = notes.value.get(id);
      if (unsent?.kind === 'unsent' && block.value === null) send(id, unsent.action, unsent.command);
    },
  };
}

function noteOf(outcome: CommandOutcome, action: Action, command: AlertCommand): Note {
  switch (outcome.kind) {
    case 'done': return { kind: 'done', action };
    case 'unsent': return { kind: 'unsent', action, command };
    case 'refused': return { kind: 'refused', message: outcome.message };
    case 'stale': {
      const { item } = outcome;
      const taken = item !== null && item.owner !== null && item.state === 'acknowledged';
      return taken ? { kind: 'taken', owner: item.owner ?? '', at: item.acknowledgedAt } : { kind: 'changed' };
    }
  }
}

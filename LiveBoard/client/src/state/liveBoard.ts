import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { watchBoard } from '../transport/boardConnection.ts';
import { onWake } from '../transport/wake.ts';
import type { BoardFrame } from '../wire.ts';
import { applyFrame, type Board } from './board.ts';
import { now, readNow, startTicking } from './clock.ts';
import { freshnessOf, type Freshness } from './freshness.ts';
import type { Link } from './link.ts';
import { dataAgeMs, dataTime, receive, serverTime, type Receipt } from './receipt.ts';

export interface LiveBoard {
  board: ReadonlySignal<Board | null>;
  link: ReadonlySignal<Link>;
  /** Real milliseconds; null before the first frame. */
  ageMs: ReadonlySignal<number | null>;
  freshness: ReadonlySignal<Freshness>;
  /** The service's clock, milliseconds; null before the first frame. */
  serverMs: ReadonlySignal<number | null>;
  /** Instant for which the shown data is true. */
  dataMs: ReadonlySignal<number | null>;
  stop(): void;
}

/** One agency's board, kept current. `seen` is told of every applied frame. */
export function liveBoard(agency: string, seen: (frame: BoardFrame) => void = () => undefined): LiveBoard {
  const board = signal<Board | null>(null);
  const receipt = signal<Receipt | null>(null);
  const link = signal<Link>({ kind: 'connecting', attempt: 0 });

  const watch = watchBoard(agency, {
    frame(frame) {
      const next = applyFrame(board.value, frame);
      if (next === 'gap') return false;
      board.value = next;
      receipt.value = receive(frame, readNow());
      seen(frame);
      return true;
    },
    link: state => (link.value = state),
    position: () => board.value?.head ?? null,
  });
  const stopWaking = onWake(() => watch.resync());
  const stopTicking = startTicking(() =>
    receipt.value === null ? null : { time: serverTime(receipt.value, readNow()), speed: receipt.value.speed },
  );

  // A frame may arrive between ticks: never look earlier than it.
  const ageMs = computed(() => (receipt.value === null ? null : dataAgeMs(receipt.value, now.value)));
  return {
    board,
    link,
    ageMs,
    freshness: computed(() => freshnessOf(ageMs.value)),
    serverMs: computed(() => (receipt.value === null ? null : serverTime(receipt.value, now.value))),
    dataMs: computed(() => (receipt.value === null ? null : dataTime(receipt.value))),
    stop() {
      stopTicking();
      stopWaking();
      watch.stop();
    },
  };
}

import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ChildRow } from '../wire.ts';
import { isUsable } from './freshness.ts';
import type { LiveBoard } from './liveBoard.ts';
import { pageAt, pagesOf, PAGE_MS } from './paging.ts';
import { worstFirst } from './severity.ts';

const RESORT_MS = 60_000;

export interface Pager {
  pages: ReadonlySignal<ChildRow[][]>;
  index: ReadonlySignal<number>;
  paused: Signal<boolean>;
  step(by: number): void;
  stop(): void;
}

/** Pages of agencies, worst first. Rows keep their places between page turns, and everything stands still on old data. */
export function createPager(live: LiveBoard, heightOf: (row: ChildRow) => number, capacity: number): Pager {
  const order = signal<readonly string[]>([]);
  const slot = signal(0);
  const paused = signal(false);
  let sortedAt = -Infinity;

  const realMs = computed(() => {
    const server = live.serverMs.value;
    return server === null ? 0 : server / (live.board.value?.head.speed ?? 1);
  });

  const stopSorting = effect(() => {
    const children = live.board.value?.children ?? [];
    const real = realMs.value;
    const current = Math.floor(real / PAGE_MS);
    untracked(() => {
      const known = order.value.length === children.length;
      const turns = current !== slot.value && !paused.value && isUsable(live.freshness.value);
      if (turns) slot.value = current;
      if (!known || (turns && real - sortedAt >= RESORT_MS)) {
        sortedAt = real;
        order.value = children.slice().sort(worstFirst).map(row => row.agency.code);
      }
    });
  });

  const pages = computed(() => {
    const place = new Map(order.value.map((code, index) => [code, index]));
    const at = (row: ChildRow): number => place.get(row.agency.code) ?? Number.MAX_SAFE_INTEGER;
    const rows = (live.board.value?.children ?? []).slice().sort((a, b) => at(a) - at(b));
    return pagesOf(rows, heightOf, capacity);
  });

  return {
    pages,
    index: computed(() => pageAt(slot.value * PAGE_MS, pages.value.length)),
    paused,
    step(by) {
      paused.value = true;
      slot.value = Math.max(0, slot.value + by);
    },
    stop: stopSorting,
  };
}

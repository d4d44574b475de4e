import { signal, type ReadonlySignal } from '@preact/signals';
import { readOpenAlerts } from '../transport/api.ts';
import type { AlertItem } from '../wire.ts';

const APART_MS = 500;
const ANYWAY_MS = 30_000;
const MAX_PAGES = 10;

export interface OpenAlerts {
  failed: ReadonlySignal<boolean>;
  /** More are open than were read. */
  hasMore: ReadonlySignal<boolean>;
  /** Asks for the list again, soon: many askings make one reading. */
  refresh(): void;
  readMore(): void;
  stop(): void;
}

/** Reads an agency's open alerts when asked, one reading at a time, and every half minute anyway. */
export function openAlerts(agency: string, told: (items: AlertItem[]) => void): OpenAlerts {
  const failed = signal(false);
  const hasMore = signal(false);
  let pages = 1;
  let reading = false;
  let again = false;
  let timer = 0;

  async function readAll(): Promise<AlertItem[]> {
    const items: AlertItem[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < pages; page++) {
      const answer = await readOpenAlerts(agency, cursor);
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    hasMore.value = cursor !== null && pages < MAX_PAGES;
    return items;
  }

  function plan(inMs: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(read, inMs);
  }

  function read(): void {
    reading = true;
    again = false;
    readAll().then(
      items => {
        failed.value = false;
        told(items);
        done();
      },
      () => {
        failed.value = true;
        again = true;
        done();
      },
    );
  }

  function done(): void {
    reading = false;
    plan(again ? (failed.value ? 5 * APART_MS : APART_MS) : ANYWAY_MS);
  }

  function refresh(): void {
    if (reading) again = true;
    else plan(APART_MS / 5);
  }

  read();
  return {
    failed,
    hasMore,
    refresh,
    readMore() {
      pages++;
      refresh();
    },
    stop: () => window.clearTimeout(timer),
  };
}

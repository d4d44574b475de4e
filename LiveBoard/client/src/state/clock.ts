import { signal, type ReadonlySignal } from '@preact/signals';
import type { Reading } from './receipt.ts';

export const readNow = (): Reading => ({ mono: performance.now(), wall: Date.now() });

const reading = signal(readNow());

/** This machine's clocks, as of the last tick. */
export const now: ReadonlySignal<Reading> = reading;

/** Milliseconds until the service's clock shows another second; at speed, until it is worth drawing again. */
export function nextTickMs(serverMs: number, speed: number): number {
  return speed === 1 ? 1_000 - (((serverMs % 1_000) + 1_000) % 1_000) : 250;
}

/** Ticks on the whole seconds of the service's clock, so that a deadline at 17:00:00 turns at 17:00:00. Returns its stop. */
export function startTicking(serverClock: () => { time: number; speed: number } | null): () => void {
  let timer = 0;
  const tick = (): void => {
    reading.value = readNow();
    const server = serverClock();
    timer = window.setTimeout(tick, server === null ? 500 : nextTickMs(server.time, server.speed) + 2);
  };
  tick();
  return () => window.clearTimeout(timer);
}

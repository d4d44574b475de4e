import type { FrameHead } from '../wire.ts';

/** The two clocks of this machine, milliseconds. Only differences mean anything. */
export interface Reading { mono: number; wall: number }

/** What the last applied frame said about time, and when it came. */
export interface Receipt { asOf: number; serverNow: number; sourceAgeMs: number; speed: number; at: Reading }

export function receive(head: FrameHead, at: Reading): Receipt {
  return {
    asOf: Date.parse(head.asOf),
    serverNow: Date.parse(head.serverNow),
    sourceAgeMs: head.sourceAgeMs,
    speed: head.speed > 0 ? head.speed : 1,
    at,
  };
}

/** Real milliseconds between. Monotonic clocks may stop while a machine sleeps, so the larger difference counts: never too fresh. */
export function elapsedMs(from: Reading, to: Reading): number {
  return Math.max(0, to.mono - from.mono, to.wall - from.wall);
}

/** Age of the data in real milliseconds, also when the service replays a past day at speed. */
export function dataAgeMs(receipt: Receipt, now: Reading): number {
  const behind = Math.max(0, receipt.serverNow - receipt.asOf) / receipt.speed;
  return behind + receipt.sourceAgeMs + elapsedMs(receipt.at, now);
}

/** The service's clock now. */
export function serverTime(receipt: Receipt, now: Reading): number {
  return receipt.serverNow + receipt.speed * elapsedMs(receipt.at, now);
}

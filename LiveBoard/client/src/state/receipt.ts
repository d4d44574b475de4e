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

/**
 * Real milliseconds for which the data was already old when it came. The instant it is true for and the service's own measure tell
 * of the same wait, one on the service's clock and one in real time: the older counts.
 */
const ageOnArrivalMs = ({ serverNow, asOf, speed, sourceAgeMs }: Receipt): number => Math.max(0, (serverNow - asOf) / speed, sourceAgeMs);

/** Age of the data in real milliseconds, also when the service replays a past day at speed. */
export const dataAgeMs = (receipt: Receipt, now: Reading): number => ageOnArrivalMs(receipt) + elapsedMs(receipt.at, now);

/** The instant, on the service's clock, for which the data is true. */
export const dataTime = (receipt: Receipt): number => receipt.serverNow - ageOnArrivalMs(receipt) * receipt.speed;

/** The service's clock now. */
export function serverTime(receipt: Receipt, now: Reading): number {
  return receipt.serverNow + receipt.speed * elapsedMs(receipt.at, now);
}

const FIRST_MS = 500;
const CAP_MS = 5_000;

/** Full jitter: a hall of displays must not return in one instant. `random` is 0..1, `attempt` counts from 0. */
export function backoffMs(attempt: number, random: number): number {
  return random * Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
}

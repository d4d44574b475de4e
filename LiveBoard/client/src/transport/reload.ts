const MARK = 'live-board.reloaded';
const QUIET_MS = 600_000;
const MAX_SPREAD_MS = 30_000;

/** Reloads only while the service answers: a display that reloads into an error page has no script left to recover. */
export async function reloadIfServed(): Promise<void> {
  try {
    const answer = await fetch('/health/live', { cache: 'no-store' });
    if (answer.ok) location.reload();
  } catch {
    // Not served now; the caller's timer tries again.
  }
}

/** Follows the service's build: a page older than its service reloads once, spread over half a minute. */
export function followBuild(): (build: string) => void {
  let loaded: string | null = null;
  let planned = false;
  return build => {
    loaded ??= build;
    if (build === loaded || planned) return;
    const last = Number(sessionStorage.getItem(MARK) ?? 0);
    // Two builds serving side by side must not make displays reload in turns.
    if (Date.now() - last < QUIET_MS) return;
    planned = true;
    window.setTimeout(() => {
      planned = false;
      sessionStorage.setItem(MARK, String(Date.now()));
      void reloadIfServed();
    }, Math.random() * MAX_SPREAD_MS);
  };
}

/** Insurance against leaks outside our code: one reload at a random minute between 02:00 and 04:00, and after ten minutes without data. */
export function reloadAsLastResort(isDead: () => boolean): () => void {
  const started = Date.now();
  const nightly = 120 + Math.floor(Math.random() * 120);
  let deadChecks = 0;
  const timer = window.setInterval(() => {
    const local = new Date();
    const minute = local.getHours() * 60 + local.getMinutes();
    const oldPage = Date.now() - started > 12 * 3_600_000;
    deadChecks = isDead() ? deadChecks + 1 : 0;
    if ((oldPage && minute === nightly) || deadChecks >= 2) void reloadIfServed();
  }, 60_000);
  return () => window.clearInterval(timer);
}

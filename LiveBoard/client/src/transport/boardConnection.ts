import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection, type ISubscription } from '@microsoft/signalr';
import type { Link } from '../state/link.ts';
import { parseFrame, type BoardFrame } from '../wire.ts';
import { backoffMs } from './backoff.ts';

/** Without an applied frame for this long the connection is replaced, even if its socket looks healthy. */
const WATCHDOG_MS = 30_000;

/** A board says something every 5 s. Whose machine lost its power says nothing, not even that it is gone: after two silences it is left, so that another board shows before the figures are called late. */
const SILENCE_MS = 10_000;

export interface BoardListener {
  /** False when the frame does not follow what is shown: the board must be sent again. */
  frame(frame: BoardFrame): boolean;
  link(link: Link): void;
  position(): { epoch: string; sequence: number } | null;
}

export interface BoardWatch {
  /** Drops the connection and starts a new one at once, e.g. after the machine slept. */
  resync(): void;
  stop(): void;
}

const build = (): HubConnection =>
  new HubConnectionBuilder()
    .withUrl('/hubs/board', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .withServerTimeout(SILENCE_MS)
    .withKeepAliveInterval(5_000)
    .build();

/** Keeps one board's stream alive for ever: new connection per attempt, no attempt limit. */
export function watchBoard(agency: string, listener: BoardListener): BoardWatch {
  let connection: HubConnection | null = null;
  let subscription: ISubscription<unknown> | null = null;
  let attempt = 0;
  let retry = 0;
  let watchdog = 0;
  let generation = 0;

  function guard(mine: number): void {
    window.clearTimeout(watchdog);
    watchdog = window.setTimeout(() => fail(mine), WATCHDOG_MS);
  }

  function drop(): void {
    generation++;
    window.clearTimeout(watchdog);
    window.clearTimeout(retry);
    subscription?.dispose();
    subscription = null;
    void connection?.stop();
    connection = null;
  }

  function fail(mine: number, refusal: string | null = null): void {
    if (mine !== generation) return;
    drop();
    const inMs = backoffMs(attempt++, Math.random());
    listener.link(refusal === null ? { kind: 'down', attempt } : { kind: 'refused', message: refusal });
    retry = window.setTimeout(connect, inMs);
  }

  function subscribe(mine: number, live: HubConnection, from: ReturnType<BoardListener['position']>, again: boolean): void {
    let applied = false;
    subscription = live.stream<unknown>('Watch', agency, from?.epoch ?? null, from?.sequence ?? null).subscribe({
      next(value) {
        if (mine !== generation) return;
        if (accepted(value)) {
          applied = true;
          attempt = 0;
          guard(mine);
        } else if (again && !applied) {
          fail(mine); // a fresh stream that starts with a gap: do not spin on it
        } else {
          subscription?.dispose();
          subscribe(mine, live, null, true);
        }
      },
      // A closing socket reports through onclose in this same turn; what remains is the service refusing this board.
      error: (error: unknown) => queueMicrotask(() => fail(mine, error instanceof Error ? error.message : null)),
      complete: () => fail(mine),
    });
  }

  function accepted(value: unknown): boolean {
    try {
      return listener.frame(parseFrame(value));
    } catch {
      return false; // not the agreed shape: counts as missing
    }
  }

  function connect(): void {
    const mine = ++generation;
    const live = build();
    connection = live;
    listener.link({ kind: 'connecting', attempt });
    guard(mine);
    live.onclose(() => fail(mine));
    live.start().then(
      () => {
        if (mine !== generation) return;
        listener.link({ kind: 'open' });
        subscribe(mine, live, listener.position(), false);
      },
      () => fail(mine),
    );
  }

  connect();
  return {
    resync() {
      drop();
      attempt = 0;
      connect();
    },
    stop: drop,
  };
}

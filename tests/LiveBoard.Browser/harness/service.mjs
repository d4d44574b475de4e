import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('../../../ops/run', import.meta.url));
const READY = /^ready (http:\/\/\S+)/;
const START_MS = 600_000;
const STOP_MS = 20_000;

/**
 * The real service on a free port with a data folder of its own.
 * `options` are more arguments of ops/run, e.g. ['--clock', '2026-11-21T09:59:00Z', '--speed', '60'].
 */
export async function startService({ port = 0, options = [], data = null } = {}) {
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'live-board-')));
  const chosen = port === 0 ? 20_000 + Math.floor(Math.random() * 20_000) : port;
  // Its own process group: the script, the service and nothing else end together.
  const child = spawn(RUN, ['--port', String(chosen), '--data', folder, '--empty', ...options], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  const exited = once(child, 'exit');
  createInterface({ input: child.stderr }).on('line', line => said.push(line));

  const url = await new Promise((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`not ready after ${START_MS / 1_000} s:\n${said.join('\n')}`)), START_MS);
    createInterface({ input: child.stdout }).on('line', line => {
      said.push(line);
      const match = READY.exec(line);
      if (match === null) return;
      clearTimeout(timer);
      ready(match[1]);
    });
    exited.then(([code]) => failed(new Error(`ended with ${code}:\n${said.join('\n')}`)));
  });

  const signal = name => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  return {
    url,
    data: folder,
    output: said,
    /** SIGKILL: nothing is said, nothing is flushed. */
    kill: async () => {
      signal('SIGKILL');
      await exited;
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: async ({ keepData = data !== null } = {}) => {
      signal('SIGTERM');
      const hurry = setTimeout(() => signal('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(hurry);
      if (!keepData) await rm(folder, { recursive: true, force: true });
    },
  };
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agencies, iso, parts, ROOT } from './province.mjs';
import { attachHub } from './signalr.mjs';

const WWWROOT = fileURLToPath(new URL('../../../LiveBoard/wwwroot/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const POLICY = "default-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/**
 * A service that tells exactly what a test wants told. `tell` sends to every open stream; `head` holds what every frame says,
 * `alerts`, `onCommand` and `onExplain` what the desk's calls are answered.
 */
export async function startFake({ port = 0, head = {}, change = board => board } = {}) {
  const fake = {
    head: { epoch: 'e1', sequence: 1, prev: null, sourceAgeMs: 0, build: 'b1', simulated: true, clock: 'real', speed: 1, ...head },
    now: () => Date.now(),
    watches: [],
    streams: [],
    commands: [],
    alerts: [],
    agencies: agencies(),
    silent: false,
    down: false,
    onCommand: () => ({ status: 200, body: {} }),
    onExplain: dossier => `Giải thích thời hạn của hồ sơ ${dossier}`,
    onWatch: null,
  };
  fake.board = change(parts(fake.now()));

  fake.frame = (kind, extra = {}) => ({ kind, ...fake.head, asOf: iso(fake.now()), serverNow: iso(fake.now()), ...extra });
  fake.snapshot = (extra = {}) => fake.frame('snapshot', { agency: ROOT, ...fake.board, prev: null, ...extra });
  fake.tell = frame => {
    for (const stream of fake.streams.filter(stream => stream.open)) stream.frame(frame);
  };
  fake.delta = (changes, extra = {}) => {
    Object.assign(fake.board, changes);
    const prev = fake.head.sequence++;
    fake.tell(fake.frame('delta', { prev, ...changes, ...extra }));
  };
  fake.beat = (extra = {}) => fake.tell(fake.frame('beat', extra));

  const http = createServer((request, response) => void answer(fake, request, response));
  const hub = attachHub(http, '/hubs/board', stream => {
    fake.watches.push(stream.arguments);
    fake.streams.push(stream);
    if (fake.onWatch !== null) fake.onWatch(stream);
    else if (!fake.silent) stream.frame(fake.snapshot());
  });
  const beats = setInterval(() => fake.silent || fake.beat(), 5_000).unref();
  await new Promise(ready => http.listen(port, '127.0.0.1', ready));

  fake.port = http.address().port;
  fake.url = `http://127.0.0.1:${fake.port}`;
  fake.connections = hub.count;
  fake.cut = () => hub.close();
  fake.stop = async () => {
    clearInterval(beats);
    hub.close();
    http.closeAllConnections();
    await new Promise(done => http.close(done));
  };
  return fake;
}

async function answer(fake, request, response) {
  const { pathname } = new URL(request.url, fake.url);
  const json = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (fake.down) return request.socket.destroy();
  if (pathname === '/health/live') return json(200, {});
  if (pathname === '/api/v1/about') return json(200, { simulated: fake.head.simulated, clock: fake.head.clock });
  if (pathname === '/api/v1/agencies') return json(200, { agencies: fake.agencies });
  if (pathname === '/api/v1/alerts') return json(200, { items: fake.alerts, nextCursor: null });
  const explanation = /^\/api\/v1\/dossiers\/([^/]+)\/explanation$/.exec(pathname);
  if (explanation !== null) {
    const prose = fake.onExplain(decodeURIComponent(explanation[1]));
    return prose === null ? json(503, {}) : response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(prose);
  }
  const command = /^\/api\/v1\/alerts\/([^/]+)\/(acknowledge|resolve)$/.exec(pathname);
  if (command !== null && request.method === 'POST') {
    const body = JSON.parse(await textOf(request));
    const call = { id: decodeURIComponent(command[1]), action: command[2], ...body };
    fake.commands.push(call);
    const said = fake.onCommand(call);
    return said === null ? request.socket.destroy() : json(said.status, said.body);
  }
  const file = pathname === '/' ? 'index.html' : pathname.startsWith('/wall/') ? 'wall.html' : pathname === '/desk' ? 'desk.html' : pathname.slice(1);
  try {
    const content = await readFile(join(WWWROOT, file));
    return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY }).end(content);
  } catch {
    return response.writeHead(404).end();
  }
}

async function textOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

// Sources and displays of a rehearsal: events through every board until SIGTERM, each sent again until it is acknowledged; then what is
// there is compared with what was acknowledged. node --experimental-websocket load.mjs URL... ; exit code 1 when anything is lost or doubled.
import { Display } from './display.mjs';
import { Source } from './source.mjs';

const AGENCIES = 8;
const SOURCES = 4;
const SETTLE_MS = 60_000;
const urls = process.argv.slice(2);
if (urls.length === 0 || typeof WebSocket === 'undefined') {
  console.error('usage: node --experimental-websocket load.mjs URL... (Node 20.10 or newer)');
  process.exit(2);
}

const run = `R${Date.now().toString(36).toUpperCase()}`;
const agencies = Array.from({ length: AGENCIES }, (_, i) => `${run}-${i + 1}`);
let stopped = false;
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { stopped = true; });

const read = async path => {
  const answer = await fetch(`${urls[0]}/api/v1/${path}`, { signal: AbortSignal.timeout(30_000) });
  if (answer.ok) return answer.json();
  console.error(`${path}: ${answer.status} ${await answer.text()}`);
  return null;
};

const tree = [{ code: run, name: { vi: 'Diễn tập' }, kind: 'group' }, ...agencies.map(code => ({ code, name: { vi: code }, parent: run, openCatalogue: true }))];
const put = await fetch(`${urls[0]}/api/v1/reference/agencies`, {
  method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ agencies: tree }),
});
if (!put.ok) throw new Error(`agencies: ${put.status} ${await put.text()}`);

const before = (await read('about'))?.counts?.events;
if (before === undefined) process.exit(1);
const displays = urls.flatMap((_, i) => [run, agencies[i % AGENCIES]].map(agency => new Display(urls, i, agency)));
const sources = Array.from({ length: SOURCES }, (_, i) => new Source(`${run}-${i}`, urls, i, agencies));
const sending = sources.map(source => source.run(() => stopped));
console.log(`rehearsal ${run}: ${SOURCES} sources, ${displays.length} displays`);
await Promise.all(sending);

const total = name => sources.reduce((sum, source) => sum + source[name], 0);
const [sent, received, ended] = [total('sent'), total('received'), total('ended')];
const seen = async () => {
  const [about, standing] = [await read('about'), await read(`reports/standing?agency=${run}`)];
  if (!about?.counts || !standing) return null;
  const { received: came, endedOnTime, endedLate, endedNoDue } = standing.total;
  return { events: about.counts.events - before, received: came, ended: endedOnTime + endedLate + endedNoDue, shown: displays.map(display => display.open) };
};
const right = found => found !== null && found.events === sent && found.received === received && found.ended === ended
  && displays.every((display, i) => display.agency !== run || found.shown[i] === received - ended);
let found = await seen();
for (const until = Date.now() + SETTLE_MS; !right(found) && Date.now() < until; found = await seen()) await new Promise(go => setTimeout(go, 500));
for (const display of displays) display.close();
if (found === null) process.exit(1);

console.log(JSON.stringify({
  run, events: sent, batches: total('batches'), answered: Object.assign({}, ...sources.map(source => source.told(sources))),
  lost: Math.max(0, sent - found.events, received - found.received, ended - found.ended),
  doubled: Math.max(0, found.events - sent, found.received - received, found.ended - ended),
  refused: total('refused'), longestWaitMs: Math.max(...sources.map(source => source.longestMs)),
  longestWithoutFreshFrameMs: Math.max(...displays.map(display => display.longestMs)), reconnects: displays.reduce((sum, one) => sum + one.reconnects, 0),
  displaysRight: right(found),
}));
process.exit(right(found) && total('refused') === 0 ? 0 : 1);

import { parseAbout, parseAgencies, parseAlert, parseAlertPage, type About, type AgencyNode, type AlertCommand, type AlertItem, type AlertPage } from '../wire.ts';

const TIMEOUT_MS = 10_000;

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const abort = new AbortController();
  const timer = window.setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    return await fetch(path, { cache: 'no-store', credentials: 'same-origin', signal: abort.signal, ...init });
  } finally {
    window.clearTimeout(timer);
  }
}

async function read<T>(path: string, parse: (value: unknown) => T): Promise<T> {
  const answer = await request(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return parse(await answer.json());
}

export const readAgencies = (): Promise<AgencyNode[]> => read('/api/v1/agencies', parseAgencies);

export const readAbout = (): Promise<About> => read('/api/v1/about', parseAbout);

export function readOpenAlerts(agency: string, cursor: string | null): Promise<AlertPage> {
  const query = new URLSearchParams({ agency, state: 'open' });
  if (cursor !== null) query.set('cursor', cursor);
  return read(`/api/v1/alerts?${query.toString()}`, parseAlertPage);
}

/** Why each due date of a dossier is what it is, in words. */
export async function readExplanation(dossier: string, language: string): Promise<string> {
  const path = `/api/v1/dossiers/${encodeURIComponent(dossier)}/explanation?lang=${language}`;
  const answer = await request(path, { headers: { accept: 'text/plain' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

/** done and stale carry the item as it is now; unsent may be sent again with the same commandId. */
export type CommandOutcome =
  | { kind: 'done'; item: AlertItem | null }
  | { kind: 'stale'; item: AlertItem | null }
  | { kind: 'refused'; message: string | null }
  | { kind: 'unsent' };

export async function sendAlertCommand(id: string, action: 'acknowledge' | 'resolve', command: AlertCommand): Promise<CommandOutcome> {
  let answer: Response;
  let body: unknown;
  try {
    answer = await request(`/api/v1/alerts/${encodeURIComponent(id)}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    body = await answer.json().catch(() => null);
  } catch {
    return { kind: 'unsent' };
  }
  if (answer.ok) return { kind: 'done', item: itemIn(body) };
  if (answer.status === 409) return { kind: 'stale', item: itemIn(body) };
  if (answer.status === 429 || answer.status >= 500) return { kind: 'unsent' };
  const problem = body as { detail?: unknown; title?: unknown } | null;
  const message = problem?.detail ?? problem?.title;
  return { kind: 'refused', message: typeof message === 'string' ? message : null };
}

function itemIn(body: unknown): AlertItem | null {
  try {
    return parseAlert(body);
  } catch {
    return null; // an older service answers without the item; the list is read again anyway
  }
}

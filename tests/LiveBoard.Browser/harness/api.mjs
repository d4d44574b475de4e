import assert from 'node:assert/strict';

/** The little of the HTTP API that the tests against the real service need. */
export function apiOf(url) {
  const send = async (method, path, body) => {
    const answer = await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  return {
    get: async path => (await fetch(url + path)).json(),
    putAgencies: agencies => send('PUT', '/api/v1/reference/agencies', { agencies }),
    post: async events => {
      const answer = await send('POST', '/api/v1/events', events);
      assert.deepEqual(answer.refused, []);
      return answer;
    },
  };
}

/** A group with two agencies below it. */
export const TREE = [
  { code: 'QN', name: { vi: 'Tỉnh Quảng Ninh', en: 'Quang Ninh' }, level: 'province', kind: 'group', parent: null },
  { code: 'QN.01', name: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Agriculture and Environment' }, level: 'department', kind: 'agency', parent: 'QN' },
  { code: 'QN.02', name: { vi: 'Sở Xây dựng', en: 'Construction' }, level: 'department', kind: 'agency', parent: 'QN' },
];

let next = 0;

/** A dossier received a minute before `now` (both in ms since 1970) that falls due at `due`. */
export function received({ agency = 'QN.01', now, due, dossier = `${agency}-261121-${String((next += 1)).padStart(5, '0')}` }) {
  const iso = at => new Date(at).toISOString();
  return { id: `r-${dossier}`, source: 'test', dossier, type: 'received', at: iso(now - 60_000), agency, procedure: '1.000001', channel: 'online', due: iso(due) };
}

const BATCH = 20;
const EVERY_MS = 800;
const PATIENCE_MS = 30_000;
const AGAIN_MS = 500;

/** Sends a batch every while through one board after the other, and each again through the next one until it is acknowledged. */
export class Source {
  sent = 0;
  received = 0;
  ended = 0;
  batches = 0;
  refused = 0;
  longestMs = 0;
  answers = {};

  constructor(name, urls, first, agencies) {
    Object.assign(this, { name, urls, next: first, agencies, made: 0 });
  }

  async run(isOver) {
    while (!isOver()) {
      const began = Date.now();
      await this.deliver(this.batch());
      await new Promise(go => setTimeout(go, Math.max(0, EVERY_MS - (Date.now() - began))));
    }
  }

  /** Two of three dossiers stay open; the third event ends the first of them. */
  batch() {
    return Array.from({ length: BATCH }, () => {
      const number = this.made++;
      const ends = number % 3 === 2;
      const dossier = `${this.name}-${ends ? number - 2 : number}`;
      if (ends) this.ended++;
      else this.received++;
      return {
        id: String(number), source: this.name, dossier, at: new Date().toISOString(), type: ends ? 'finished' : 'received',
        ...(ends ? {} : { agency: this.agencies[number % this.agencies.length], procedure: 'any', due: new Date(Date.now() + 86_400_000).toISOString() }),
      };
    });
  }

  async deliver(events) {
    const began = Date.now();
    while (!(await this.try(events))) await new Promise(go => setTimeout(go, AGAIN_MS));
    this.longestMs = Math.max(this.longestMs, Date.now() - began);
    this.sent += events.length;
    this.batches++;
  }

  async try(events) {
    const url = this.urls[this.next++ % this.urls.length];
    try {
      const answer = await fetch(`${url}/api/v1/events`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events), signal: AbortSignal.timeout(PATIENCE_MS),
      });
      this.answers[answer.status] = (this.answers[answer.status] ?? 0) + 1;
      if (answer.status !== 200) return false;
      const told = await answer.json();
      this.refused += told.refused.length;
      return true;
    } catch (fault) {
      const kind = fault.name === 'TimeoutError' ? 'no answer' : 'no connection';
      this.answers[kind] = (this.answers[kind] ?? 0) + 1;
      return false;
    }
  }

  /** Answers of all sources by their status. */
  told(sources) {
    return Object.fromEntries(Object.keys(this.answers).map(kind => [kind, sources.reduce((sum, one) => sum + (one.answers[kind] ?? 0), 0)]));
  }
}

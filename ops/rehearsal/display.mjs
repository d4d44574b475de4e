const END = '\u001e';
const FRESH_MS = 15_000;
const AGAIN_MS = 500;

/** A wall display's end of the hub, in its own bare protocol; whoever sends it away is left for the next board. */
export class Display {
  longestMs = 0;
  reconnects = 0;
  open = null;

  constructor(urls, first, agency) {
    Object.assign(this, { urls, next: first, agency, freshAt: Date.now(), closed: false });
    this.connect();
  }

  connect() {
    const url = new URL('/hubs/board', this.urls[this.next++ % this.urls.length]);
    url.protocol = 'ws:';
    const socket = (this.socket = new WebSocket(url));
    let rest = '';
    socket.onopen = () => {
      socket.send(`{"protocol":"json","version":1}${END}`);
      socket.send(`${JSON.stringify({ type: 4, invocationId: '1', target: 'Watch', arguments: [this.agency, null, null] })}${END}`);
    };
    socket.onmessage = message => {
      const parts = (rest + message.data).split(END);
      rest = parts.pop();
      for (const part of parts) this.hear(JSON.parse(part));
    };
    const pings = setInterval(() => socket.readyState === WebSocket.OPEN && socket.send(`{"type":6}${END}`), 10_000);
    socket.onclose = () => {
      clearInterval(pings);
      if (this.closed) return;
      this.reconnects++;
      setTimeout(() => this.connect(), AGAIN_MS);
    };
    socket.onerror = () => {};
  }

  hear({ type, item }) {
    if (type === 3) this.socket.close(); // The stream ended; a board that goes down says so.
    if (type !== 2) return;
    this.open = item.figures?.open ?? this.open;
    if (item.sourceAgeMs >= FRESH_MS) return;
    this.longestMs = Math.max(this.longestMs, Date.now() - this.freshAt);
    this.freshAt = Date.now();
  }

  close() {
    this.longestMs = Math.max(this.longestMs, Date.now() - this.freshAt);
    this.closed = true;
    this.socket.close();
  }
}

import { WebSocketServer } from 'ws';

const END = '\u001e';

/** Speaks the JSON hub protocol: handshake, pings, and one server stream per `Watch` invocation. */
export function attachHub(http, path, onWatch) {
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (new URL(request.url, 'http://fake').pathname !== path) return socket.destroy();
    return sockets.handleUpgrade(request, socket, head, client => serve(client, onWatch));
  });
  return { close: () => { for (const client of sockets.clients) client.terminate(); }, count: () => sockets.clients.size };
}

function serve(client, onWatch) {
  const send = message => client.readyState === client.OPEN && client.send(JSON.stringify(message) + END);
  const streams = new Map();
  let shaken = false;
  const ping = setInterval(() => send({ type: 6 }), 5_000);

  client.on('message', data => {
    for (const text of data.toString().split(END).filter(Boolean)) {
      const message = JSON.parse(text);
      if (!shaken) {
        shaken = true;
        client.send(`{}${END}`);
      } else if (message.type === 4 && message.target === 'Watch') {
        const id = message.invocationId;
        const stream = {
          arguments: message.arguments,
          frame: item => send({ type: 2, invocationId: id, item }),
          fail: error => send({ type: 3, invocationId: id, error }),
          open: true,
        };
        streams.set(id, stream);
        onWatch(stream);
      } else if (message.type === 5) {
        const stream = streams.get(message.invocationId);
        if (stream !== undefined) stream.open = false;
        streams.delete(message.invocationId);
      }
    }
  });
  client.on('close', () => {
    clearInterval(ping);
    for (const stream of streams.values()) stream.open = false;
  });
}

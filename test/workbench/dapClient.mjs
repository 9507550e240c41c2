// A debugger as an editor is one: the Debug Adapter Protocol over a socket.
import { connect } from 'node:net';

/** Connects to a debug adapter on this machine. */
export async function dapClient(port) {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const client = new DapClient(socket);
  socket.on('data', (data) => client.take(data));
  return client;
}

class DapClient {
  rest = Buffer.alloc(0);
  sequence = 0;
  seen = [];
  waiting = [];

  constructor(socket) {
    this.socket = socket;
  }

  /** Sends a request. @returns its answer's body */
  async ask(command, body = {}) {
    const answer = await this.expect(this.send(command, body));
    if (!answer.success) throw new Error(`${command}: ${answer.message}`);
    return answer.body;
  }

  /** Sends a request. @returns what tells its answer */
  send(command, body = {}) {
    const seq = ++this.sequence;
    const text = JSON.stringify({ seq, type: 'request', command, arguments: body });
    this.socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return ({ type, request_seq: of }) => type === 'response' && of === seq;
  }

  /** The next event of a name, also one that has come already. */
  event(name) {
    return this.expect(({ type, event }) => type === 'event' && event === name);
  }

  expect(isIt) {
    const index = this.seen.findIndex(isIt);
    if (index >= 0) return Promise.resolve(this.seen.splice(index, 1)[0]);
    return new Promise((resolve) => this.waiting.push({ isIt, resolve }));
  }

  end() {
    this.socket.destroy();
  }

  take(data) {
    this.rest = Buffer.concat([this.rest, data]);
    for (;;) {
      const end = this.rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.rest.subarray(0, Math.max(0, end)))?.[1]);
      if (end < 0 || this.rest.length < end + 4 + length) return;
      this.hear(JSON.parse(this.rest.subarray(end + 4, end + 4 + length)));
      this.rest = this.rest.subarray(end + 4 + length);
    }
  }

  hear(message) {
    const index = this.waiting.findIndex(({ isIt }) => isIt(message));
    if (index >= 0) this.waiting.splice(index, 1)[0].resolve(message);
    else this.seen.push(message);
  }
}

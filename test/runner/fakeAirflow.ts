// A small server that answers as the REST API of Airflow 2.11.2 or 3.3.2 does, as far as the engine `remote` asks.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A status with a body, or the body alone. */
export type Answer = { readonly status: number; readonly body: unknown } | unknown;

/** By `METHOD /path`, without the query; a function is asked each time. */
export type Answers = Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>;

export interface FakeAirflow {
  readonly url: string;
  readonly asked: Asked[];
}

/** Serves while `use` runs. What it has no answer for is a 404. */
export async function withAirflow(answers: Answers, use: (airflow: FakeAirflow) => Promise<void>): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const question = await read(request);
    asked.push(question);
    const known = answers[`${question.method} ${question.path.split('?')[0]}`];
    const answer = typeof known === 'function' ? (known as (asked: Asked) => Answer)(question) : known;
    const { status, body } = withStatus(answer);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const port = await listen(server);
  try {
    await use({ url: `http://127.0.0.1:${port}`, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function withStatus(answer: Answer): { status: number; body: unknown } {
  if (answer === undefined) return { status: 404, body: { detail: 'Not Found' } };
  const given = answer as { status?: unknown; body?: unknown };
  return typeof given.status === 'number'
    ? (given as { status: number; body: unknown })
    : { status: 200, body: answer };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return { method, path: url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** One after another; the last one stays. */
export function inTurn(...answers: readonly Answer[]): () => Answer {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)];
}

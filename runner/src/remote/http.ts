// Asks over HTTP: JSON out, JSON or text back, an answer within a time.

import { noAnswer, refusal } from './remoteError';

const PATIENCE_SECONDS = 30;
const SHOWN = 300;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** @throws RemoteError where there is no answer, or one that refuses; an AbortError where the signal was given. */
export async function ask(url: URL, { method = 'GET', headers = {}, body, signal }: Question): Promise<unknown> {
  const isText = typeof body === 'string';
  const type: Record<string, string> = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  const timeout = AbortSignal.timeout(PATIENCE_SECONDS * 1000);
  try {
    const response = await fetch(url, {
      ...{ method, headers: { accept: 'application/json', ...type, ...headers }, redirect: 'manual' },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await response.text();
    // A login page is what an unknown caller is sent to.
    const status = response.status >= 300 && response.status < 400 ? 401 : response.status;
    if (status >= 400) throw refusal(status, url, detailOf(text));
    return parsed(text);
  } catch (error) {
    if (signal?.aborted || (error instanceof Error && 'status' in error)) throw error;
    throw noAnswer(error, url, PATIENCE_SECONDS);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What Airflow says of a refusal: `detail` and `title` in 2, `detail` in 3, which is a text, an object or a list. */
function detailOf(text: string): string {
  const said = parsed(text);
  if (typeof said !== 'object' || said === null) return '';
  const { detail, title } = said as { detail?: unknown; title?: unknown };
  const words = detail ?? title;
  return (typeof words === 'string' ? words : (JSON.stringify(words) ?? '')).slice(0, SHOWN);
}

// What goes wrong on the way to an Airflow elsewhere, in words that say what to do.

export class RemoteError extends Error {
  constructor(
    message: string,
    /** Of HTTP; 0: there was no answer. */
    readonly status: number,
  ) {
    super(message);
  }

  /** Is it worth to ask again? */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Why an answer is no good. */
export function refusal(status: number, url: URL, detail: string): RemoteError {
  const said = detail ? `: ${detail}` : '';
  return new RemoteError(`${wordsFor(status, url)}${said}`, status);
}

function wordsFor(status: number, { origin, pathname }: URL): string {
  if (status === 401) return `${origin} does not know you (401). Check the user and the password, or the token`;
  if (status === 403) return `${origin} knows you but does not allow this (403). Ask for a role that may run DAGs`;
  if (status === 404)
    return `${origin} has no ${pathname} (404). Check the address and whether the DAG is deployed there`;
  if (status === 409) return `${origin} has this already (409). Choose another logical date or run id`;
  if (status >= 500) return `${origin} has a problem of its own (${status}). Look at the log of its API server`;
  return `${origin} refuses ${pathname} (${status})`;
}

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** Why there was no answer. */
export function noAnswer(error: unknown, { origin, host }: URL, seconds: number): RemoteError {
  const { name, cause } = error as { name?: string; cause?: { code?: string; message?: string } };
  const code = cause?.code ?? '';
  const said = (words: string): RemoteError => new RemoteError(words, 0);
  if (name === 'TimeoutError')
    return said(`${origin} did not answer within ${seconds} s. Check the address and the network.`);
  if (code === 'ECONNREFUSED') return said(`Nothing listens at ${host}. Check the address, and whether Airflow runs.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return said(`There is no host ${host}. Check the address and the network.`);
  if (TLS.test(code))
    return said(
      `The certificate of ${origin} is not trusted (${code}). Where it is your company's, name its file in NODE_EXTRA_CA_CERTS.`,
    );
  return said(`${origin} cannot be reached (${code || cause?.message || String(error)}).`);
}

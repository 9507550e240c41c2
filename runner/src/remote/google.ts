// Google's identity, as Cloud Composer wants it: credentials are exchanged for an access token that lasts an hour.

import { createSign } from 'node:crypto';
import { ask } from './http';
import { RemoteError } from './remoteError';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const TOKEN_URI = 'https://oauth2.googleapis.com/token';
const LIFETIME_SECONDS = 3600;

/** A key of a service account, or the user's application default credentials (`gcloud auth application-default login`). */
interface Credentials {
  readonly type?: string;
  readonly client_email?: string;
  readonly private_key?: string;
  readonly private_key_id?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly refresh_token?: string;
  readonly token_uri?: string;
}

export interface AccessToken {
  readonly token: string;
  readonly seconds: number;
}

/**
 * Exchanges credentials for an access token.
 * @param text JSON, as Google writes it
 * @throws RemoteError where it is not that, or Google refuses it
 */
export async function googleToken(text: string, now = Date.now()): Promise<AccessToken> {
  const credentials = credentialsFrom(text);
  const url = new URL(credentials.token_uri ?? TOKEN_URI);
  const body = new URLSearchParams(grantOf(credentials, url, now)).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = (await ask(url, { method: 'POST', headers, body })) as { access_token?: string; expires_in?: number };
  if (!answer.access_token) throw new RemoteError(`${url.origin} gave no access token. Make new credentials.`, 401);
  return { token: answer.access_token, seconds: answer.expires_in ?? LIFETIME_SECONDS };
}

function credentialsFrom(text: string): Credentials {
  try {
    return JSON.parse(text) as Credentials;
  } catch {
    throw new RemoteError('The Google credentials are no JSON. Give the text of a key file of a service account.', 0);
  }
}

function grantOf(credentials: Credentials, url: URL, now: number): Record<string, string> {
  const { client_email, private_key, client_id, client_secret, refresh_token } = credentials;
  if (client_email && private_key) {
    const assertion = assertionOf({ ...credentials, client_email, private_key }, url, now);
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  }
  if (client_id && client_secret && refresh_token)
    return { grant_type: 'refresh_token', client_id, client_secret, refresh_token };
  throw new RemoteError('The Google credentials are neither a key of a service account nor those of a user.', 0);
}

/** A signed statement of who one is (RFC 7523), as Google's token endpoint takes it. */
function assertionOf(key: Credentials & { client_email: string; private_key: string }, url: URL, now: number): string {
  const issued = Math.floor(now / 1000);
  const header = { alg: 'RS256', typ: 'JWT', ...(key.private_key_id ? { kid: key.private_key_id } : {}) };
  const times = { iat: issued, exp: issued + LIFETIME_SECONDS };
  const claims = { iss: key.client_email, scope: SCOPE, aud: url.href, ...times };
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = createSign('RSA-SHA256').update(parts).sign(key.private_key, 'base64url');
  return `${parts}.${signature}`;
}

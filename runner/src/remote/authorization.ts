// Shows who one is: the header of each question.

import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { googleToken } from './google';
import { ask } from './http';
import { RemoteError } from './remoteError';
import type { RemoteSettings, SecretStore } from './remoteSettings';

/** An access token is taken anew so long before it ends. */
const SPARE_SECONDS = 60;
const UNLIMITED_SECONDS = 1800;

export class Authorization {
  private kept: { readonly header: string; readonly until: number } | undefined;

  /** @param environment where Google's tools say which credentials they use */
  constructor(
    private readonly settings: RemoteSettings,
    private readonly secrets: SecretStore,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /**
   * The value of `authorization`; undefined: none is needed.
   * @param isNewer Airflow 3, which takes tokens only and gives them out at `/auth/token`
   * @throws RemoteError where a secret is missing or refused
   */
  async header(isNewer: boolean): Promise<string | undefined> {
    if (this.kept && this.kept.until > Date.now()) return this.kept.header;
    const made = await this.make(isNewer);
    if (made) this.kept = { header: made.header, until: Date.now() + made.seconds * 1000 };
    return made?.header;
  }

  /** A header that was refused is not used again. */
  forget(): void {
    this.kept = undefined;
  }

  private async make(isNewer: boolean): Promise<{ header: string; seconds: number } | undefined> {
    switch (this.settings.auth) {
      case 'token':
        return lasting(`Bearer ${await this.secret('token')}`);
      case 'basic':
        return isNewer ? this.airflowToken(await this.userAndPassword()) : this.basic();
      case 'google': {
        const { token, seconds } = await googleToken(await this.googleCredentials());
        return { header: `Bearer ${token}`, seconds: Math.max(1, seconds - SPARE_SECONDS) };
      }
      case 'none':
        return isNewer ? this.airflowToken(undefined) : undefined;
    }
  }

  private async basic() {
    const { username, password } = await this.userAndPassword();
    return lasting(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  }

  private async userAndPassword(): Promise<{ username: string; password: string }> {
    if (!this.settings.user)
      throw new RemoteError(
        'There is no user for this Airflow. Set daglens.run.remote.user, or DAGLENS_AIRFLOW_USER.',
        0,
      );
    return { username: this.settings.user, password: await this.secret('password') };
  }

  /** A token of Airflow 3; without a user, where everybody is let in. */
  private async airflowToken(body: { username: string; password: string } | undefined) {
    const url = new URL('auth/token', withSlash(this.settings.url));
    const question = body ? ({ method: 'POST', body } as const) : {};
    const { access_token: token } = (await ask(url, question)) as { access_token?: string };
    if (!token) throw new RemoteError(`${url.origin} gave no token. Check the user and the password.`, 401);
    return lasting(`Bearer ${token}`);
  }

  private async secret(name: 'password' | 'token'): Promise<string> {
    const value = await this.secrets.get(name);
    if (value) return value;
    const ways = `"DagLens: Set Secret of the Remote Airflow …" in the editor, or DAGLENS_AIRFLOW_${name.toUpperCase()}`;
    throw new RemoteError(`There is no ${name} for this Airflow. Use ${ways}.`, 0);
  }

  private async googleCredentials(): Promise<string> {
    const given = await this.secrets.get('googleCredentials');
    if (given) return given;
    const usual = path.join(os.homedir(), '.config', 'gcloud', 'application_default_credentials.json');
    const file = this.environment.GOOGLE_APPLICATION_CREDENTIALS ?? usual;
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new RemoteError(
        `There are no Google credentials at ${file}. Run "gcloud auth application-default login", or set GOOGLE_APPLICATION_CREDENTIALS.`,
        0,
      );
    }
  }
}

function lasting(header: string): { header: string; seconds: number } {
  return { header, seconds: UNLIMITED_SECONDS };
}

/** Addresses are relative to a folder. */
export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

// Which Airflow elsewhere, and how to show who one is. Secrets come from a store or the environment, never from files of ours.

/** How to show who one is: `none` is for an Airflow that lets everybody in, `google` for Cloud Composer and what stands behind IAP. */
export type RemoteAuth = 'none' | 'basic' | 'token' | 'google';

export interface RemoteSettings {
  /** Of the web server: `https://airflow.example.com`, with what stands before `/api`. */
  readonly url: string;
  readonly auth: RemoteAuth;
  /** For `basic`. */
  readonly user: string | undefined;
  /** Is a run that is stopped here to be marked failed there? Else it goes on. */
  readonly stopMarksFailed: boolean;
}

/** `googleCredentials` is the text of a key file of a service account, or of the user's application default credentials. */
export type SecretName = 'password' | 'token' | 'googleCredentials';

/** Keeps secrets: VS Code's secret storage, or the environment. */
export interface SecretStore {
  get(name: SecretName): Promise<string | undefined>;
}

type Environment = Readonly<Record<string, string>>;

const VARIABLES: Readonly<Record<SecretName, string>> = {
  password: 'DAGLENS_AIRFLOW_PASSWORD',
  token: 'DAGLENS_AIRFLOW_TOKEN',
  googleCredentials: 'DAGLENS_AIRFLOW_GOOGLE_CREDENTIALS',
};

/** Secrets in variables of the environment. */
export function environmentSecrets(environment: Environment): SecretStore {
  return { get: async (name) => environment[VARIABLES[name]] || undefined };
}

/**
 * Settings in variables of the environment, `DAGLENS_AIRFLOW_URL` and `DAGLENS_AIRFLOW_USER`; without `DAGLENS_AIRFLOW_AUTH` it follows
 * from the secrets that are there. Undefined: there is no address.
 */
export function remoteFromEnvironment(environment: Environment): RemoteSettings | undefined {
  const url = environment.DAGLENS_AIRFLOW_URL;
  if (!url) return undefined;
  const auth = environment.DAGLENS_AIRFLOW_AUTH as RemoteAuth | undefined;
  return {
    ...{ url, auth: auth || guessedAuth(environment), user: environment.DAGLENS_AIRFLOW_USER },
    stopMarksFailed: environment.DAGLENS_AIRFLOW_STOP === 'failed',
  };
}

function guessedAuth(environment: Environment): RemoteAuth {
  if (environment.DAGLENS_AIRFLOW_TOKEN) return 'token';
  if (environment.DAGLENS_AIRFLOW_USER) return 'basic';
  return environment.DAGLENS_AIRFLOW_GOOGLE_CREDENTIALS ? 'google' : 'none';
}

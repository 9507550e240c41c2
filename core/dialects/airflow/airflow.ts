// The Airflow dialect: which files it claims, and how it reads them.

import { evaluateModule } from '../../eval/evaluate';
import type { DagFile } from '../../ir/dag';
import type { Dialect, ReadInput } from '../dialect';
import { Catalog } from './catalog/catalog';
import { collect } from './collect';
import { describeOperator } from './describe';
import { airflowModels } from './models';
import { providersImported } from './providersImported';
import { AirflowState } from './state';

export const airflow: Dialect = {
  id: 'airflow',
  terms: { dag: 'DAG', task: 'task', group: 'task group' },
  // The discovery rule of Airflow itself: a file without both words holds no DAG.
  claims: (path, text) => path.endsWith('.py') && /dag|asset/i.test(text) && /airflow/i.test(text),
  read,
  describe: (classes, library) => describeOperator(catalogOf(library), classes),
  packagesImported: (text, library) =>
    providersImported(text, (module) => catalogOf(library).module(module).distribution?.name),
};

function catalogOf({ version, catalog }: Pick<ReadInput, 'version' | 'catalog'>): Catalog {
  return catalog.memory.remember(`airflow ${version}`, () => new Catalog(catalog, version));
}

function read(input: ReadInput): DagFile {
  const { tree, version, oldestVersion = version, sources, configuration } = input;
  const catalog = catalogOf(input);
  const state = new AirflowState(version, oldestVersion, configuration, catalog);
  const { result, reads } = sources.recordReads(() =>
    evaluateModule(
      { ...sources, models: airflowModels(version) },
      tree,
      (I) => {
        I.state = state;
      },
      (evaluation) => collect(evaluation, state),
    ),
  );
  return { uri: tree.uri, dialect: 'airflow', version, ...result, reads };
}

// DAG files for tests of the command line.

export const GOOD = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("good", schedule="@daily"):
    EmptyOperator(task_id="a") >> EmptyOperator(task_id="b")
`;

export const CYCLE = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("round"):
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    a >> b
    b >> a
with DAG("other"):
    EmptyOperator(task_id="c")
`;

const DUPLICATE = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("twice"):
    EmptyOperator(task_id="a")
    EmptyOperator(task_id="a")
`;

const BROKEN = 'from airflow.sdk import DAG\nwith DAG("broken"):\n    x = (1,\n';

/** A good file, three with a mistake each, and one without a DAG. */
export const FOLDER = {
  'dags/good.py': GOOD,
  'dags/cycle.py': CYCLE,
  'dags/duplicate.py': DUPLICATE,
  'dags/broken.py': BROKEN,
  'dags/plain.py': 'print("nothing here")\n',
};

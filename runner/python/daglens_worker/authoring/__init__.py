"""What a DAG file builds: DAGs, operators, task groups and the references between them."""

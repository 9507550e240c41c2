"""What runs the tasks of a DAG: contexts, templates, XComs, callbacks, tries."""

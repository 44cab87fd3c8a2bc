"""What a project's own templates make is made in a child process of limited rights, memory and time.

`parent` is the run's side, `child` the other one; between them go pickled questions and answers of plain JSON: what
comes out of the child is never trusted.
"""

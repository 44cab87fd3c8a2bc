"""Numbers that were there before, in constant memory: they are kept in a table on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path


class Seen:
    """The keys of all rows so far, and in which row each was first."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def repeated(self, keys: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Note keys (key, row) and return by row those that were there before, with the row that had it first."""
        database = self._database
        before = database.total_changes
        database.execute("BEGIN")
        # In order, or every key would touch another page of the table.
        database.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", sorted(keys))
        database.execute("COMMIT")
        if database.total_changes - before == len(keys):
            return {}
        first = (
            (row, database.execute("SELECT row FROM seen WHERE key = ?", (key,)).fetchone()[0]) for key, row in keys
        )
        return {row: earlier for row, earlier in first if earlier != row}


@contextmanager
def open_seen(folder: Path) -> Iterator[Seen]:
    """Open an empty table in a folder that goes away with the run."""
    with closing(sqlite3.connect(folder / "seen.sqlite", isolation_level=None)) as database:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -2000"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY, row INTEGER)")
        yield Seen(database)

"""Where a run of cards makes its files, what of an earlier run stands there, and how they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.manifest import Entry, Manifest, merged, read_manifest
from generator.publish import workspace
from generator.schema.project import Project


@dataclass(frozen=True)
class Room:
    """A work folder: `whole` are by name the files that an earlier run left, `entries` those that this one comes to."""

    folder: Path
    whole: Mapping[str, Entry] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def whole_of(self, like: Entry) -> Mapping[str, Entry]:
        """Return the files that are made of the same as `like`."""
        made_of = (like.product, like.language, like.inputs, like.options)
        return {
            name: entry
            for name, entry in self.whole.items()
            if (entry.product, entry.language, entry.inputs, entry.options) == made_of
        }


@contextmanager
def open_room(project: Project, out: Path, resume: bool) -> Iterator[Room]:
    """Open a work folder in the folder `out`; at the end its entries' files are put into place, the manifest last."""
    with workspace(out, resume) as work:
        room = Room(work.folder, work.taken_over() if resume else {})
        yield room
        published = read_manifest(out)
        notices = published.notices if published else ()
        manifest = Manifest(project.slug, project.event.link, merged(room.entries, out), notices)
        made = [entry.path for entry in room.entries if (work.folder / entry.path).exists()]
        if made or published is None or published.text() != manifest.text():
            work.publish(made, manifest)

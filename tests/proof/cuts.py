"""Do as a FitError says: cut the characters it names from the fields it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.proof.projects import shorten
from tests.proof.texts import Path_

_MISFIT = re.compile(
    r"^(?P<file>\S+):(?P<line>\d+) (?P<product>.+?) \((?P<language>\w\w)\)(?:, (?:page|slide) \d+)?: (?P<field>\S+) “.*"
    r"cut (?P<cut>\d+) of its (?P<length>\d+) characters",
    re.DOTALL,
)
_COMPOSED = {"agency_line": "agency", "time": "start", "when": "start", "link_label": "link"}


@dataclass(frozen=True)
class Cut:
    """What a misfit asks for: characters to cut from a field, in one language, for one product."""

    product: str
    language: str
    field: Path_
    characters: int
    length: int


def asked(misfits: Sequence[str]) -> Iterator[Cut]:
    """Yield what each misfit asks for; KeyError if it cannot be read."""
    for misfit in misfits:
        found = _MISFIT.match(misfit)
        if found is None:
            raise KeyError(misfit)
        path = tuple(int(key) if key.isdigit() else key for key in found["field"].split("."))
        yield Cut(found["product"], found["language"], path, int(found["cut"]), int(found["length"]))


def follow(cuts: Sequence[Cut], folder: Path) -> bool:
    """Cut the project's texts as asked, each field once by the most that was asked; False if one has no text left."""
    most: dict[tuple[str, Path_], int] = {}
    for cut in cuts:
        key = (cut.language, cut.field)
        most[key] = max(most.get(key, 0), cut.characters)
    left = [_cut(folder, language, path, characters) for (language, path), characters in most.items()]
    return all(left)


def _cut(folder: Path, language: str, path: Path_, characters: int) -> bool:
    room, *rest = path
    if room == "campaign":
        return shorten(folder / f"content/campaigns/proof/{language}.yaml", tuple(rest), characters)
    if room != "event" or not rest:
        return False
    rest[0] = _COMPOSED.get(str(rest[0]), rest[0])
    own = () if rest[0] == "speakers" and rest[-1] == "name" else (language,)
    return shorten(folder / "event.yaml", (*rest, *own), characters)

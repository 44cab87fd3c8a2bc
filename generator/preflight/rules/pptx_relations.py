"""Every relationship leads somewhere, and every reference has its relationship; else PowerPoint repairs the file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_package import R
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

MEND = marked("open it in PowerPoint, let it repair the file, and put back what is gone")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the relationships without a target, and what refers to a relationship that is not there."""
    package = file.package
    pages = {slide.name: slide.number for slide in file.slides}
    seen, waiting = {""}, [""]
    while waiting:
        part = waiting.pop()
        relations = package.relations(part)
        for relation in relations.values():
            if relation.external or not relation.target or relation.target in seen:
                continue
            seen.add(relation.target)
            page = pages.get(part, 0)
            if relation.target not in package.names:
                yield Fault(
                    say("{shown} refers to {target}, which is not there", shown=_shown(part), target=relation.target),
                    say(MEND),
                    page,
                )
            elif relation.target.endswith(".xml") and package.tree(relation.target) is None:
                yield Fault(say("{target} is no well-formed XML", target=relation.target), say(MEND), page)
            else:
                waiting.append(relation.target)
        missing = _references(file, part) - relations.keys()
        if missing:
            message = say(
                "{shown} names relationships that it has not: {names}",
                shown=_shown(part),
                names=", ".join(sorted(missing)[:5]),
            )
            yield Fault(message, say(MEND), pages.get(part, 0))


def _references(file: PptxFile, part: str) -> set[str]:
    """Return the ids of relationships that a part's elements name."""
    tree = file.package.tree(part) if part.endswith(".xml") else None
    if tree is None:
        return set()
    found = tree.xpath("//@r:*", namespaces={"r": R[1:-1]})
    return {str(value) for value in found if value}


def _shown(part: str) -> str:
    return part or say("the package")


RULE = Rule(
    id="pptx-relations",
    media="pptx",
    severity="error",
    strict=True,
    looks_for="relationships without their target, and references without their relationship",
    check=check,
)

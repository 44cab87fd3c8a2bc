"""Links lead to web pages, mail addresses and phone numbers, and nowhere else; nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.preflight.pptx_file import PptxFile
from generator.preflight.pptx_package import A
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

SCHEMES = ("http", "https", "mailto", "tel")
MEND = marked("link only to {schemes}")
_UNSAFE_ACTIONS = ("program", "macro", "file", "ole", "presentation")
_DATA_ONLY = ("customXml", "attachedTemplate")


def check(file: PptxFile, expected: Expected) -> Iterator[Fault]:
    """Yield the addresses outside that are not safe, and the actions that run or open something."""
    for part in sorted(name for name in file.package.names if name.endswith(".xml")):
        page = next((slide.number for slide in file.slides if slide.name == part), 0)
        for relation in file.package.relations(part).values():
            if relation.external and relation.kind not in _DATA_ONLY and not _safe(relation.target):
                yield Fault(
                    say("it links to {target}", target=relation.target[:80]),
                    say(MEND, schemes=", ".join(SCHEMES)),
                    page,
                )
    for slide in file.slides:
        for link in slide.tree.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver"):
            action = (link.get("action") or "").removeprefix("ppaction://").partition("?")[0]
            if action in _UNSAFE_ACTIONS:
                yield Fault(
                    say("a click runs or opens something ({action})", action=action),
                    say("take the action away"),
                    slide.number,
                )


def _safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


RULE = Rule(
    id="pptx-link",
    media="pptx",
    severity="error",
    strict=True,
    looks_for=f"links and linked media other than {', '.join(SCHEMES)}, and actions that run something",
    check=check,
)

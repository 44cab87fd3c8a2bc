"""Links that lead to pages, mail and telephones only, never to files or scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from generator.fitting import PT_PER_MM
from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import marked, say

SCHEMES = ("http", "https", "mailto", "tel")
UNSAFE_ACTIONS = ("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData")
_MEND = marked("link only to {schemes}")


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault for each link to something else, and for what the document does on being opened."""
    for message in _dangers(file.pdf.Root.get("/OpenAction")):
        yield Fault(say("on being opened {message}", message=message), say("remove the action"))
    for number in file.numbers:
        page = file.pdf.pages[number - 1]
        left, _, _, top = (float(edge) for edge in page.trimbox)
        for annotation in page.get("/Annots", pikepdf.Array()):
            for message in _dangers(annotation.get("/A")):
                x, _, _, y = (float(edge) for edge in annotation.get("/Rect", [0, 0, 0, 0]))
                yield Fault(
                    message,
                    say(_MEND, schemes=", ".join(SCHEMES)),
                    number,
                    ((x - left) / PT_PER_MM, (top - y) / PT_PER_MM),
                )


def _dangers(action: Any) -> Iterator[str]:
    if not isinstance(action, pikepdf.Dictionary):
        return
    kind = str(action.get("/S", ""))
    uri = str(action.get("/URI", ""))
    if kind in UNSAFE_ACTIONS:
        yield say("it runs a {kind} action", kind=kind.lstrip("/"))
    elif uri and uri.partition(":")[0].strip().lower() not in SCHEMES:
        yield say("it links to {uri}", uri=uri[:80])


RULE = Rule(
    id="pdf-link",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="links and actions that open files or run scripts",
    check=check,
)

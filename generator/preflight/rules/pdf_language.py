"""A language, in which screen readers read the text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.pdf_file import PdfFile
from generator.preflight.rule import Expected, Fault, Rule
from generator.wording import say


def check(file: PdfFile, expected: Expected) -> Iterator[Fault]:
    """Yield a fault if the document names no language, or another than it was made in."""
    language = str(file.pdf.Root.get("/Lang", "")).strip()
    if not language:
        yield Fault(say("it names no language"), say("set lang on the html element, or the language in its properties"))
    elif expected.language and language.split("-")[0].lower() != expected.language:
        yield Fault(
            say(
                "it names the language {language} instead of {wanted}",
                language=language,
                wanted=expected.language,
            ),
            say("set lang on the html element"),
        )


RULE = Rule(
    id="pdf-language",
    media="pdf",
    severity="error",
    strict=True,
    looks_for="a document that names no language, or a wrong one",
    check=check,
)

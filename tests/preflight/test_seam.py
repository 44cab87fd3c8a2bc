"""What a build does with findings: which rules it runs, and which findings keep a kit from being published."""

from __future__ import annotations

from generator.preflight import Finding, stops_a_build
from generator.preflight.rules import all_rules


def _finding(rule: str, severity: str) -> Finding:
    return Finding(rule, severity, "deck.pptx", 1, "it is so", "mend it")  # type: ignore[arg-type]  # from a table


def test_errors_and_what_our_kit_must_be_free_of_stop_a_build() -> None:
    assert stops_a_build(_finding("pdf-title", "error"))
    assert stops_a_build(_finding("pptx-title-unique", "warning"))
    assert not stops_a_build(_finding("pptx-font", "warning"))


def test_a_build_leaves_only_rules_on_text_shapes_and_paint_to_check() -> None:
    left = {rule.id for rule in all_rules() if rule.thorough}
    assert {"pdf-contrast", "pdf-code", "pdf-text-size", "pptx-overflow"} <= left
    assert left.isdisjoint({"pdf-font-embedded", "pdf-trim", "pdf-pages", "pptx-notes", "pptx-alt", "pptx-colour"})

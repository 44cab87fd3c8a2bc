"""Examine one finished file, ours or anyone's, by all rules for its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from generator.preflight.context import expected_beside
from generator.preflight.findings import Finding, Report, Unchecked
from generator.preflight.limits import opened
from generator.preflight.rule import Expected, Fault, Rule, Severity
from generator.preflight.rules import all_rules
from generator.wording import marked, say

MOST_FAULTS = 20  # of one rule in one file; the rest are counted
LONGEST = 400  # characters of a message, whatever names a file holds
_ABSENT = {
    "product": marked("what it was made to be"),
    "pages": marked("the number of pages"),
    "trim_mm": marked("the trim size"),
    "safe_mm": marked("the safe area"),
    "least_pt": marked("the smallest size"),
    "fonts": marked("the brand's fonts"),
    "link": marked("the event's link"),
}


def examine(path: Path, expected: Expected, name: str = "") -> Report:
    """Return what the rules find in a PDF or PPTX; `name` is what findings call it, by default its path.

    Raises InputError if the file cannot be read or passes a limit.
    """
    name = name or str(path)
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    with opened(path) as (media, file):
        for rule in (rule for rule in all_rules() if rule.media == media):
            absent = [need for need in rule.needs if getattr(expected, need) in (None, "", ())]
            if absent:
                told = ", ".join(say(_ABSENT.get(need, need)) for need in absent)
                unchecked.append(Unchecked(rule.id, say("not known: {told}", told=told)))
                continue
            try:
                findings += _findings(rule, file, expected, name)
            except MemoryError:
                raise
            except Exception as error:  # anyone's file can be odd in any way; the other rules still tell
                reason = say(
                    "the file is too odd for it ({name}: {error})", name=type(error).__name__, error=str(error)[:100]
                )
                unchecked.append(Unchecked(rule.id, reason))
        unchecked += [Unchecked("pages", reason) for reason in getattr(file, "skipped", ())]
    findings.sort(key=lambda finding: (finding.page, finding.rule))
    return Report(name, tuple(findings), tuple(unchecked))


def examined(path: Path) -> Report:
    """Return what the rules find in anyone's file, held to the manifest beside it."""
    return examine(path, expected_beside(path))


def _findings(rule: Rule, file: Any, expected: Expected, name: str) -> Iterator[Finding]:
    faults = rule.check(file, expected)
    mild = rule.look and bool(expected.template)
    for fault in islice(faults, 1 if mild else MOST_FAULTS):  # a template's look is the same on every slide
        yield _finding(rule, fault, name, mild)
    more = Counter(fault.severity or rule.severity for fault in faults)
    if more:
        worst: Severity = "error" if more["error"] else "warning"
        message = say("and {total} more of this kind", total=more.total())
        yield _finding(rule, Fault(message, say("mend those first"), severity=worst), name, mild)


def _finding(rule: Rule, fault: Fault, name: str, mild: bool) -> Finding:
    severity = "warning" if mild else fault.severity or rule.severity
    # What a stranger's file says must not steer the terminal.
    message = "".join(character if character.isprintable() else " " for character in fault.message[:LONGEST])
    return Finding(rule.id, severity, name, fault.page, message, fault.mend, fault.place)

"""Set text as HTML: spaces where lines were broken, words of other languages marked across lines."""

from __future__ import annotations

from generator.spoken import spoken

FOREIGN = {"en": ["core values", "core"], "jv": ["pendopo"]}


def _said(text: str, *lines: str, before: bool = False) -> list[str]:
    return [str(line) for line in spoken({"text": text, "lines": list(lines)}, FOREIGN, before)]


def test_a_line_keeps_the_space_it_was_broken_at_and_no_other() -> None:
    assert _said("dua baris", "dua", "baris") == ["dua ", "baris"]
    assert _said("dua\nbaris", "dua", "baris", before=True) == ["dua", " baris"]
    assert _said("bolak-balik", "bolak-", "balik") == ["bolak-", "balik"]


def test_the_longest_phrase_is_marked_also_across_lines_and_whole_words_only() -> None:
    assert _said("Tujuh Core values", "Tujuh Core", "values") == [
        'Tujuh <span lang="en">Core</span> ',
        '<span lang="en">values</span>',
    ]
    assert _said("scores & pendopo", "scores & pendopo") == ['scores &amp; <span lang="jv">pendopo</span>']

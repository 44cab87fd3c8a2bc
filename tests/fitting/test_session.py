"""What templates ask for: set texts, limits kept, misfits traced to their fields, sources of what was shown."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import Markup

from generator.fitting.index import KitIndex, leaves
from generator.fitting.session import FitSession, TooLong
from generator.products import Role
from tests.fitting.faces import BOOK

KIT: dict[str, Any] = {
    "strings": {"time_label": "Waktu", "sources": "Sumber"},
    "campaign": {
        "promise": {"headline": "Utamakan warga.", "source": "ragam"},
        "criteria": [
            {"name": "Kode etik", "text": "Menjaga martabat", "source": "uu", "at": "Pasal 4"},
            {"name": "Bangga", "text": "Sama untuk semua", "source": "uu", "at": "Pasal 5"},
        ],
        "law": {"source": "uu", "at": "Bab II", "items": [{"text": "jujur", "source": "uu", "at": "huruf a"}]},
        "cases": [{"questions": ["Siapa yang dirugikan?", "Berapa waktu yang hilang?"]}],
        "sources": {"uu": {"name": "UU 20/2023"}, "ragam": {"name": "Ragam Info"}},
    },
    "event": {"agency": "Dinas Contoh", "region": "Kabupaten Contoh", "agency_line": "Dinas Contoh, Kabupaten Contoh"},
}
ROLES = {
    "body": Role(preferred=18, minimum=12, leading=1.3),
    "headline": Role(preferred=60, minimum=30, weight=800, balance=True, family="headings", floor=20),
    "clock": Role(preferred=18, minimum=18, tabular=True),
}


def _session(scale: float = 1.0) -> FitSession:
    families = {"base": "Plus Jakarta Sans", "headings": "Lora"}
    return FitSession(KitIndex(KIT), ROLES, BOOK, families, scale)


def test_a_set_text_says_all_that_a_template_needs() -> None:
    session = _session()
    text = session.fit("Utamakan warga.", "headline", 90, lines=2)
    assert text["lines"] == ["Utamakan", "warga."]
    assert text["text"] == "Utamakan warga."
    assert (text["family"], text["weight"]) == ("Lora", 700)
    assert text["width"] == pytest.approx(max(text["line_widths"]))
    assert text["height"] == pytest.approx(2 * text["leading_mm"])
    assert 0 < text["cap"] < text["rise"] < text["leading_mm"] * 1.2
    assert not session.misfits


def test_siblings_have_one_size_in_rooms_of_their_own() -> None:
    narrow, wide = _session().fit_all(["Sama untuk semua"] * 2, "body", [25, 200], lines=1)
    assert narrow["size"] == wide["size"] < 18


def test_least_and_most_stand_in_for_the_role() -> None:
    session = _session()
    assert session.fit("Bangga", "body", 100, most=14)["size"] == 14
    assert session.fit("Bangga", "body", 100, least=20)["size"] == 20
    session.fit("Utamakan warga.", "headline", 40, lines=1, least=58)
    assert [misfit.minimum for misfit in session.misfits] == [58]


def test_a_floor_is_kept_on_any_sheet() -> None:
    assert _session(scale=0.5).fit("Utamakan warga.", "headline", 62, lines=2, most=10)["size"] == 40


def test_markup_is_measured_by_its_characters() -> None:
    session = _session()
    assert session.fit(Markup("a &amp; b"), "body", 100)["lines"] == ["a & b"]


def test_a_word_broken_at_its_hyphen_is_still_found() -> None:
    text = _session().fit("tidak-lekas-lekang", "body", 30)
    assert len(text["lines"]) > 1
    assert text["text"] == "tidak-lekas-lekang"


def test_a_misfit_names_field_room_minimum_and_cut() -> None:
    session = _session()
    shown = session.fit("Menjaga martabat", "body", 30, lines=1.0)
    assert shown["size"] == 12
    (misfit,) = session.misfits
    assert misfit.field == ("campaign", "criteria", 0, "text")
    assert misfit.room == "its room of 30 mm, 1 line at most"
    assert (misfit.minimum, misfit.cut) == (12, len(" martabat"))


def test_keep_notes_only_what_passes_the_limit() -> None:
    session = _session()
    text = session.fit("Menjaga martabat", "body", 30)
    assert session.keep(text, 100, 100) == ""
    assert not session.misfits
    session.keep(text, 104, 100)
    (misfit,) = session.misfits
    assert misfit.field == ("campaign", "criteria", 0, "text")
    assert misfit.room == "the room there is: it is 1 line too long"
    assert misfit.cut == len(" martabat")


def test_of_texts_below_each_other_the_longest_give_the_lines() -> None:
    session = _session()
    short, long = session.fit("Menjaga", "body", 60), session.fit("Menjaga martabat dan kehormatan ASN", "body", 30)
    assert len(long["lines"]) > 3
    session.keep([short, long], 100 + 1.5 * long["leading_mm"], 100)
    (misfit,) = session.misfits
    assert misfit.field == ("campaign", "criteria", 0, "text")
    assert misfit.cut == len(long["text"]) - len(" ".join(long["lines"][:-2]))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Kode etik", [("campaign", "criteria", 0, "name")]),
        ("KODE\u00a0ETIK", [("campaign", "criteria", 0, "name")]),
        ("Dinas Contoh, Kabupaten Contoh", [("event", "region"), ("event", "agency")]),
        ("Dinas Contoh\nKabupaten Contoh", [("event", "region"), ("event", "agency")]),
        (
            "Siapa yang dirugikan? Berapa waktu yang hilang?",
            [("campaign", "cases", 0, "questions", 1), ("campaign", "cases", 0, "questions", 0)],
        ),
        ("Sumber: UU 20/2023.", [("campaign", "sources", "uu", "name"), ("strings", "sources")]),
        ("Sumberdaya", []),
    ],
)
def test_a_text_is_traced_to_its_fields(text: str, fields: list[tuple[str | int, ...]]) -> None:
    assert KitIndex(KIT).find(text) == fields


def test_sources_are_those_of_what_was_shown_in_order() -> None:
    session = _session()
    assert session.cited() == []
    for text in ("Sama untuk semua", "Utamakan warga.", "Menjaga martabat", "Kode etik"):
        session.fit(text, "body", 100)
    assert session.cited() == [{"id": "uu", "at": "Pasal 5, Pasal 4"}, {"id": "ragam", "at": ""}]


def test_a_group_covers_the_places_of_its_members() -> None:
    session = _session()
    session.fit("jujur", "body", 100)
    session.shown.append(("campaign", "law"))
    assert session.cited() == [{"id": "uu", "at": "Bab II"}]


def test_tabular_roles_are_set_with_figures_of_one_width() -> None:
    session = _session()
    one, other = session.fit_all(["11.11", "08.00"], "clock", 50)
    assert one["width"] == pytest.approx(other["width"])
    assert one["line_widths"] == [pytest.approx(one["width"])]


def test_leaves_are_the_texts_that_say_something() -> None:
    plain = {"a": "", "b": ["x", {"c": "y"}], "d": 3, "e": None}
    assert list(leaves(plain)) == [(("b", 0), "x"), (("b", 1, "c"), "y")]


def test_a_hasty_session_stops_at_the_first_text_that_does_not_fit() -> None:
    session = FitSession(KitIndex(KIT), ROLES, BOOK, {"base": "Plus Jakarta Sans"}, 1, hasty=True)
    session.fit("Dinas Contoh", "body", 100)
    with pytest.raises(TooLong):
        session.fit("Dinas Contoh", "body", 5)

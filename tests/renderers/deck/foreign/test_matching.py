"""Layouts are matched by type, then by what stands where; names that the brand gives win; what lacks is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.preflight.pptx_box import Box
from generator.renderers.deck.foreign.art import Art
from generator.renderers.deck.foreign.matching import match_layouts
from generator.renderers.deck.foreign.sheets import Holder, Sheet

PAGE = (254.0, 142.9)
TITLE = ("title", 13, 6, 229, 24)
BODY = ("obj", 13, 33, 229, 94)
LEFT, RIGHT = ("obj", 13, 33, 112, 94), ("obj", 129, 33, 112, 94)
HEADS = (("body", 13, 32, 112, 13), ("body", 129, 32, 112, 13))
UNDER = (("obj", 13, 46, 112, 80), ("obj", 129, 46, 112, 80))
COVER = (("ctrTitle", 19, 44, 216, 31), ("subTitle", 38, 81, 178, 37))
HEAD = (("title", 20, 92, 216, 28), ("body", 20, 61, 216, 31))
PICTURE = (("title", 13, 6, 84, 24), ("pic", 100, 6, 140, 120), ("body", 13, 40, 84, 80))
Drawn = tuple[str, float, float, float, float]


def sheet(
    number: int, name: str, holders: Sequence[Drawn], kind: str = "", master: int = 0, uses: int = 0,
    art: tuple[Art, ...] = (),
) -> Sheet:  # fmt: skip
    """Return a layout; placeholders are given as type, left, top, width and height in mm."""
    held = tuple(
        Holder(idx, one, Box(left, top, left + width, top + height))
        for idx, (one, left, top, width, height) in enumerate(holders)
    )
    return Sheet(number, f"/ppt/slideLayouts/{number}.xml", name, kind, master, held, art, "", uses, uses > 1, PAGE)


def unmarked() -> list[Sheet]:
    """Return the usual layouts without types, in an order and with names that say nothing."""
    drawn = [(TITLE, LEFT, RIGHT), HEAD, (TITLE, *HEADS, *UNDER), (TITLE, BODY), COVER, PICTURE, (TITLE,)]
    return [sheet(number, f"Tata {number}", each) for number, each in enumerate(drawn)]


def test_layouts_without_types_are_told_by_what_stands_where() -> None:
    layouts, faults = match_layouts(unmarked(), {})
    assert faults == {} and layouts.fallbacks == {}
    found = {kind: (match.sheet.number, match.how) for kind, match in layouts.matches.items()}
    assert found == {
        "title": (4, "place"), "section": (1, "place"), "content": (3, "place"), "two": (0, "place"),
        "comparison": (2, "place"), "picture": (5, "place"),
    }  # fmt: skip
    assert [one.name for one in layouts.unused] == ["Tata 6"]


def test_types_win_over_places() -> None:
    marked = [*unmarked(), sheet(7, "Isi", (TITLE, BODY), "obj"), sheet(8, "Bagian", (TITLE, BODY), "secHead")]
    layouts, _ = match_layouts(marked, {})
    assert (layouts.matches["content"].sheet.number, layouts.matches["content"].how) == (7, "type")
    assert (layouts.matches["section"].sheet.number, layouts.matches["section"].how) == (8, "type")


def test_of_several_masters_the_used_ones_are_taken() -> None:
    sheets = [
        sheet(0, "A", COVER, "title"), sheet(1, "A", (TITLE, BODY), "obj"),
        sheet(2, "A", (TITLE, LEFT, RIGHT), "twoObj"),
        sheet(3, "B", COVER, "title", 1, 2), sheet(4, "B", (TITLE, BODY), "obj", 1, 2),
        sheet(5, "B", (TITLE, LEFT, RIGHT), "twoObj", 1),
    ]  # fmt: skip
    layouts, _ = match_layouts(sheets, {})
    assert [layouts.matches[kind].sheet.number for kind in ("title", "content", "two", "picture")] == [3, 4, 5, 5]
    assert (layouts.matches["section"].sheet.number, layouts.matches["section"].how) == (3, "title's")


def test_of_bodies_used_alike_the_largest_is_taken() -> None:
    narrow = ("obj", 60, 50, 140, 60)
    sheets = [sheet(0, "A", COVER, "title"), sheet(1, "B", (TITLE, narrow), "obj"), sheet(2, "C", (TITLE, BODY), "obj")]
    assert match_layouts(sheets, {})[0].matches["content"].sheet.number == 2


@pytest.mark.parametrize("title", [("title", 200, 6, 120, 24), ("title", 20, 50, 200, 30)], ids=["off", "on"])
def test_a_layout_whose_title_is_off_the_slide_or_on_the_body_is_the_last_choice(title: Drawn) -> None:
    bad, good = sheet(1, "B", (title, BODY), "obj", uses=1), sheet(2, "C", (TITLE, BODY))
    layouts, _ = match_layouts([sheet(0, "A", COVER, "title"), bad, good], {})
    assert layouts.matches["content"].sheet is good
    assert match_layouts([sheet(0, "A", COVER, "title"), bad], {})[0].matches["content"].sheet is bad


def test_a_layout_with_art_under_half_its_text_is_the_last_choice_but_grounds_do_no_harm() -> None:
    cover, panel = sheet(0, "A", COVER, "title"), Box(0, 30, 254, 143)
    drawn = sheet(1, "B", (TITLE, BODY), "obj", uses=1, art=(Art(Box(50, 40, 120, 120)),))
    grounded = sheet(2, "C", (TITLE, BODY), "obj", art=(Art(panel),))
    assert match_layouts([cover, drawn, grounded], {})[0].matches["content"].sheet is grounded


def test_art_lies_where_its_outline_is() -> None:
    corner = Art(Box(0, 0, 100, 100), (((0, 0), (100, 0), (0, 100)),))
    assert corner.share(Box(60, 60, 100, 100)) == 0 and corner.share(Box(0, 0, 40, 40)) == 1
    assert corner.share(Box(0, 0, 100, 100)) == pytest.approx(0.5, abs=0.05)
    cover, wedge = sheet(0, "A", COVER, "title"), Art(Box(0, 0, 254, 143), (((0, 143), (254, 143), (254, 120)),))
    drawn = sheet(1, "B", (TITLE, BODY), "obj", uses=1, art=(wedge,))
    assert match_layouts([cover, drawn, sheet(2, "C", (TITLE, BODY), "obj")], {})[0].matches["content"].sheet is drawn


def test_names_of_the_brand_win_whatever_their_case() -> None:
    layouts, faults = match_layouts(unmarked(), {"content": "tata 0", "title": "Tata 1"})
    assert faults == {}
    assert (layouts.matches["content"].sheet.number, layouts.matches["content"].how) == (0, "name")
    assert layouts.matches["title"].sheet.number == 1


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"content": "Isi"}, "there is no layout “Isi”"),
        ({"two": "Tata 6"}, "the layout “Tata 6” lacks placeholders that “two” slides need: title, left, right"),
    ],
)
def test_names_that_do_not_do_are_told(named: dict[str, str], said: str) -> None:
    _, faults = match_layouts(unmarked(), named)
    assert faults == {next(iter(named)): said}


def test_what_every_deck_needs_must_be_there() -> None:
    _, faults = match_layouts([sheet(0, "Kosong", ()), sheet(1, "Judul", (TITLE,))], {})
    assert faults == {kind: f"no layout is one for “{kind}” slides" for kind in ("title", "section", "content")}


def test_other_kinds_fall_back() -> None:
    layouts, faults = match_layouts([sheet(0, "A", COVER, "title"), sheet(1, "B", (TITLE, BODY), "tx")], {})
    assert faults == {}
    assert layouts.fallbacks == {"two": "content", "comparison": "content", "picture": "content"}
    halves = [sheet(0, "A", COVER, "title"), sheet(1, "B", (TITLE, BODY), "tx"), sheet(2, "C", (TITLE, LEFT, RIGHT))]
    assert match_layouts(halves, {})[0].fallbacks == {"comparison": "two"}


def test_a_line_beside_the_body_does_no_harm() -> None:
    line = ("body", 13, 128, 100, 8)
    layouts, _ = match_layouts([sheet(0, "A", COVER, "title"), sheet(1, "B", (TITLE, BODY, line), "obj")], {})
    assert layouts.matches["content"].slots["text"].idx == 1

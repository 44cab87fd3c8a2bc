"""Text in a template's placeholders: as large as it fits, parted where it does not, told where it cannot be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.preflight.pptx_box import Box
from generator.preflight.pptx_measure import Frame, measure
from generator.preflight.pptx_text import Paragraph, Run
from generator.renderers.deck.foreign.drafts import Para
from generator.renderers.deck.foreign.setting import NoRoomError, Setter
from generator.renderers.deck.foreign.sheets import Holder
from generator.renderers.deck.foreign.shelf import Shelf
from generator.renderers.deck.foreign.styles import Slot
from generator.themes.fonts import FontBook

FAMILY = "Plus Jakarta Sans"
SENTENCE = "Setiap warga dilayani dengan sikap yang sama, apa pun pekerjaan dan pendidikannya."


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The fonts that are installed."""
    return Shelf(FontBook(), tmp_path, FontBook().face(FAMILY, 400))


def slot(width: float, height: float, size: float = 32, typeface: str = FAMILY) -> Slot:
    """Return a placeholder with bullets on its first level, insets of 2.5 and 1.3 mm."""

    def level(size: float, margin: float) -> Paragraph:
        run = Run("Mm", size, typeface, False, 0.0, "#000000", None)
        return Paragraph((run,), 0.0, 0.9, (0.0, 0.2), (6.0, 0.0), (margin, 0.0), -margin, "l")

    outer = Box(10, 40, 10 + width, 40 + height)
    inner = Box(outer.left + 2.5, outer.top + 1.3, outer.right - 2.5, outer.bottom - 1.3)
    frame = Frame(outer, inner, "t", True, "shrink")
    return Slot(Holder(1, "obj", outer), frame, (level(size, 27), level(size - 4, 54)), None)


def texts(count: int) -> tuple[Para, ...]:
    return tuple(Para(SENTENCE) for _ in range(count))


def test_text_keeps_the_templates_size_where_it_fits(shelf: Shelf) -> None:
    filled = Setter(shelf).together([(texts(1), slot(220, 90))], 18)
    assert filled[0].size == 32
    assert filled[0].lines[0].pitch == pytest.approx(32 * 0.9 * 1.26, abs=0.1)


def test_a_text_that_may_not_go_on_stays_on_one_slide(shelf: Shelf) -> None:
    place = {"text": slot(220, 90)}
    blocks = [{"text": (Para(SENTENCE),)} for _ in range(9)]
    with pytest.raises(NoRoomError):
        Setter(shelf).parted(blocks, place, place, 18, 1)
    assert len(Setter(shelf).parted(blocks, place, place, 10, 1)) == 1


def test_siblings_have_one_size_and_all_fit(shelf: Shelf) -> None:
    setter = Setter(shelf)
    filled = setter.together([(texts(1), slot(220, 90)), (texts(4), slot(220, 90))], 18)
    assert filled[0].size == filled[1].size < 32
    with pytest.raises(NoRoomError):  # a point more would not do
        setter.together([(texts(4), slot(220, 90, filled[0].size + 1))], filled[0].size + 1)


def test_room_that_is_left_goes_between_blocks_and_keeps_what_is_under_another_close(shelf: Shelf) -> None:
    setter, place = Setter(shelf), slot(220, 90, 20)
    paras = (*texts(2), Para("Di bawahnya.", stance="under"), *texts(1))
    (plain,) = setter.together([(paras, place)], 18)
    (airy,) = setter.aired([plain])
    assert airy.size == plain.size == 20 and airy.air == 16
    assert airy.gaps(0)[1] == (22, 0) and plain.gaps(0)[1] == (6, 0)
    assert [line.after for line in airy.lines] == [False, True, False, False]
    (full,) = setter.aired(setter.together([(texts(5), slot(220, 52, 20))], 10))
    assert 0 <= full.air < 5


def test_a_footer_smaller_than_can_be_read_is_raised(shelf: Shelf) -> None:
    (small,) = Setter(shelf).together([((Para("Pelayanan"),), slot(120, 10, 8))], 10)
    (raised,) = Setter(shelf).together([((Para("Pelayanan"),), slot(120, 10, 8))], 10, raised=True)
    assert (small.size, raised.size) == (8, 10)


def test_what_has_no_room_goes_on_evenly(shelf: Shelf) -> None:
    blocks = [{"text": (Para(SENTENCE),)} for _ in range(9)]
    place = {"text": slot(220, 90)}
    pages = Setter(shelf).parted(blocks, place, place, 18, 9)
    counts = [sum(len(one.lines) for one in page) for page in pages]
    assert sum(counts) == 9 and len(counts) > 1 and max(counts) - min(counts) <= 1


def test_what_belongs_together_is_not_parted(shelf: Shelf) -> None:
    blocks = [{"text": (Para("Alasan", bold=True), Para(SENTENCE, stance="under"))} for _ in range(6)]
    place = {"text": slot(220, 90)}
    for page in Setter(shelf).parted(blocks, place, place, 18, 6):
        lines = [line for one in page for line in one.lines]
        assert [line.level for line in lines] == [0, 1] * (len(lines) // 2)
        assert all(line.after == (line.level == 0) and line.before == (line.level == 1) for line in lines)


def test_a_paragraph_that_no_slide_holds_is_told_with_the_characters_to_cut(shelf: Shelf) -> None:
    long = " ".join([SENTENCE] * 12)
    place, setter = {"text": slot(120, 60)}, Setter(shelf)
    with pytest.raises(NoRoomError) as error:
        setter.parted([{"text": (Para("Pendek"),)}, {"text": (Para(long),)}], place, place, 18, 2)
    (found,) = [one for group in error.value.group if (one := setter.too_long(*group, 18))]
    assert (found.text, found.minimum) == (long, 18)
    kept = long[: len(long) - found.cut]
    assert setter.together([((Para(kept),), place["text"])], 18) and len(kept) > 100


def test_a_word_wider_than_its_line_makes_text_smaller(shelf: Shelf) -> None:
    filled = Setter(shelf).together([((Para("Pertanggungjawabannya"),), slot(100, 90))], 14)
    assert filled[0].size < 32


def test_a_font_that_is_not_at_hand_is_noted_and_measured_wide(shelf: Shelf) -> None:
    known = Setter(shelf).together([(texts(5), slot(220, 90))], 10)
    guessed = Setter(shelf).together([(texts(5), slot(220, 90, typeface="Kementerian Sans"))], 10)
    assert shelf.unknown == {"Kementerian Sans"}
    assert guessed[0].size <= known[0].size
    assert sorted(shelf.files) == ["LICENSE-PlusJakartaSans.txt", "PlusJakartaSans-Regular.ttf"]


def test_letters_of_a_list_hang_in_the_margin(shelf: Shelf) -> None:
    paras = tuple(Para(SENTENCE, lead=f"{letter}.", stance="plain") for letter in "AB")
    filled = Setter(shelf).together([(paras, slot(220, 90))], 18)
    for line in filled[0].lines:
        assert line.hangs and line.indent and line.indent[0] == -line.indent[1] >= 27


def test_the_size_is_what_measuring_says(shelf: Shelf) -> None:
    place = slot(220, 90)
    filled = Setter(shelf).together([(texts(4), place)], 18)
    one = filled[0]
    style = place.levels[0]
    lines = [
        replace(style, runs=(replace(style.runs[0], text=SENTENCE, size=one.size),), pitch=one.lines[0].pitch)
        for _ in range(4)
    ]
    assert measure(lines, place.frame, shelf).height < place.frame.inner.height

"""A page's HTML taken apart."""

from __future__ import annotations

import pytest

from generator.personalise.markup import Run, read_markup

HEAD = '<html lang="id">\n<head><title>{title}</title><meta name="author" content="A &amp; B"></head>\n<body>\n'
TEXT = (
    '<{tag} class="t" data-set="{number}" data-space="1.2" style="left:{left}mm;width:40mm;top:5mm;'
    'font:700 18pt/23.4pt &quot;Plus Jakarta Sans&quot;;{more}color:#000000">{text}</{tag}>'
)


def _page(*texts: str, title: str = "Acara") -> str:
    return HEAD.format(title=title) + "\n".join(texts) + "\n</body></html>"


def _text(number: int, text: str, tag: str = "p", left: float = 20, more: str = "") -> str:
    return TEXT.format(number=number, text=text, tag=tag, left=left, more=more)


def test_what_varies_is_found_and_the_rest_is_one_key() -> None:
    one = read_markup(_page(_text(0, "Aula &lt;A&gt;"), _text(1, "tetap")), {0})
    other = read_markup(_page(_text(0, "Balai"), _text(1, "tetap"), title="Lain"), {0})
    assert one.texts[0].lines == ((Run("Aula <A>"),),)
    assert (one.texts[0].family, one.texts[0].weight, one.texts[0].size) == ("Plus Jakarta Sans", 700, 18)
    assert one.head == {"title": "Acara", "author": "A & B"}
    assert one.key == other.key
    assert list(one.texts) == [0]


@pytest.mark.parametrize(
    "changed",
    [
        _page(_text(0, "Aula"), _text(1, "lain")),
        _page(_text(0, "Aula", left=21), _text(1, "tetap")),
        _page(_text(0, "Aula\nBalai"), _text(1, "tetap")),
        _page(_text(0, '<span lang="en">Hall</span>'), _text(1, "tetap")),
        _page(_text(0, "Aula", more="letter-spacing:0.1em;"), _text(1, "tetap")),
    ],
    ids=["text", "place", "lines", "language", "spacing"],
)
def test_another_layout_has_another_key(changed: str) -> None:
    page = _page(_text(0, "Aula"), _text(1, "tetap"))
    assert read_markup(page, {0}).key != read_markup(changed, {0}).key


def test_words_of_another_language_are_runs_of_their_own() -> None:
    markup = read_markup(_page(_text(0, 'In <span lang="id">Aula</span> B \nnow')), {0})
    assert markup.texts[0].lines == ((Run("In "), Run("Aula", "id"), Run(" B ")), (Run("now"),))


def test_headings_are_told_with_what_varies_in_them() -> None:
    heading = f"<h2>\n{_text(0, '15', 'span')}\n{_text(1, 'Maret', 'span')}\n</h2>"
    markup = read_markup(_page(heading, _text(2, "Judul", "h1")), {0})
    assert markup.said_headings == ("15 Maret", "Judul")
    assert "15" not in "".join(markup.headings)


def test_pictures_and_codes_are_told_in_reading_order() -> None:
    code = (
        '<svg role="img" aria-label="Kode {0}" width="9mm"><title>Kode {0}</title><rect width="5"/>'
        '<path d="M4 4.5h7" fill="none"/></svg>'
    )
    pages = [_page('<img class="logo" src="asset:logo-1" alt="Logo A">', code.format(link)) for link in ("x", "y")]
    one, other = (read_markup(page, set()) for page in pages)
    assert (one.told, one.codes) == (("Logo A", "Kode x"), ("M4 4.5h7",))
    assert one.key == other.key

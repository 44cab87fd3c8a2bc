"""SVG logos: no script, nothing from outside, no bomb, and a size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.images import LogoError
from generator.svg import inspect_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">'


TOO_MUCH = "is as much to draw as more than 60,000 shapes"


def _svg(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


def _refusal(data: bytes) -> str:
    with pytest.raises(LogoError) as caught:
        inspect_svg(data)
    assert caught.value.mend
    return caught.value.message


@pytest.mark.parametrize(
    "body",
    [
        '<linearGradient id="g"><stop offset="0"/></linearGradient><path fill="url(#g)" d="M0 0"/>',
        '<path id="p" d="M0 0"/><use href="#p"/><use xlink:href="#p"/>',
        "<style>.a { fill: #12143D; clip-path: url( '#c' ) }</style><path class='a'/>",
        '<path style="fill:url(&quot;#g&quot;);stroke:none"/>',
        '<!-- a remark --><metadata><x:y xmlns:x="http://x.example/"/></metadata><title>Logo</title>',
    ],
)
def test_what_logos_are_made_of_is_let_pass(body: str) -> None:
    assert inspect_svg(_svg(body)) == (20, 10)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "holds <script>"),
        ("<g><SCRIPT/></g>", "holds <SCRIPT>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "holds <script>"),
        ("<foreignObject/>", "holds <foreignObject>"),
        ('<animate attributeName="href" to="x"/>', "holds <animate>"),
        ('<path onclick="x()"/>', "holds a script (onclick)"),
        ('<image href="logo.png"/>', "refers to something outside itself (logo.png)"),
        ('<image xlink:href="http://x.example/a.png"/>', "refers to something outside itself"),
        ('<image href="file:///etc/passwd"/>', "refers to something outside itself"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "refers to something outside itself"),
        ('<image href="data:image/png;base64,A"/>', "holds a damaged picture"),
        ('<image href="data:image/png;base64,AAAA"/>', "is no known picture"),
        ('<a href="javascript:alert(1)"><path/></a>', "refers to something outside itself"),
        ('<use href="other.svg#a"/>', "refers to something outside itself"),
        ('<path fill="url(http://x.example/a#b)"/>', "refers to something outside itself"),
        ('<path style="fill:url(a.svg#b)"/>', "refers to something outside itself"),
        ('<g xml:base="http://x.example/"/>', "refers to something outside itself"),
        ("<style>@import 'a.css';</style>", "a style that could reach outside"),
        ("<style><![CDATA[@font-face{src:url(a.ttf)}]]></style>", "refers to something outside itself"),
        ("<style>a{fill:\\75rl(a)}</style>", "a style that could reach outside"),
        ("<style>a{background:image-set('a.png' 1x)}</style>", "a style that could reach outside"),
        ('<?xml-stylesheet href="a.css"?>', "takes its style from another file"),
        ("<g>" * 200 + "</g>" * 200, "is nested more than 100 levels deep"),
        ("<path>", "is damaged or cut off (mismatched tag in line 1)"),
    ],
)
def test_what_could_harm_is_refused(body: str, said: str) -> None:
    assert said in _refusal(_svg(body))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>', "holds a DOCTYPE"),
        (b'<!DOCTYPE s [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>', "holds a DOCTYPE"),
        (b"<html><svg/></html>", "is no SVG, it starts with <html>"),
        (b'<svg viewBox="0 0 1 1"/>', "is no SVG"),
        (HEAD.encode(), "is damaged or cut off (no element found in line 1)"),
        (b"<", "is damaged or cut off"),
        (b'<?xml version="1.0" encoding="nonsense"?><svg/>', "unknown encoding"),
    ],
)
def test_what_is_no_plain_svg_is_refused(data: bytes, said: str) -> None:
    assert said in _refusal(data)


def test_copies_of_copies_are_counted() -> None:
    levels = "".join(
        f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" if n else '<path id="l0" d="M0 0"/>'
        for n in range(9)
    )
    assert _refusal(_svg(levels)) == TOO_MUCH
    assert _refusal(_svg('<g id="a"><use href="#a"/></g>')) == TOO_MUCH
    patterns = "".join(
        f'<pattern id="p{n}">' + f'<path fill="url(#p{n - 1})"/>' * 20 + "</pattern>" for n in range(1, 9)
    )
    assert _refusal(_svg(patterns)) == TOO_MUCH


def test_very_many_elements_are_refused() -> None:
    assert _refusal(_svg("<g/>" * 60_001)) == TOO_MUCH


@pytest.mark.parametrize(
    "body",
    [
        f'<path d="M0 0{"l1 1" * 600_000}"/>',
        f'<polyline points="{"1 1 " * 600_000}"/>',
        f"<text>{'x' * 60_001}</text>",
        f'<marker id="m"><path d="M0 0"/></marker><path marker-mid="url(#m)" d="M0 0{"l1 1" * 30_000}"/>',
        f'<marker id="m"><path d="M0 0"/></marker><path style="marker:url(#m)" d="M0 0{"l1 1" * 30_000}"/>',
        f"<style>{'.a .b{fill:red}' * 3000}</style>{'<g/>' * 3000}",
        '<style>path{fill:url(#p)}</style><pattern id="p"><path d="M0 0"/></pattern>',
        f'<style>g{{mask:url(#p)}}</style><mask id="p">{"<rect/>" * 300}</mask>{"<g/>" * 300}',
    ],
    ids=["path", "points", "text", "marker", "marker by style", "rules", "pattern in itself", "mask by a rule"],
)
def test_what_takes_long_to_draw_is_refused(body: str) -> None:
    assert _refusal(_svg(body)) == TOO_MUCH


def test_a_gradient_that_is_repeated_for_ever_is_refused() -> None:
    said = _refusal(_svg('<linearGradient id="g" x2="0.00001" spreadMethod="repeat"/><path fill="url(#g)"/>'))
    assert said == "repeats a gradient, which may take for ever to draw"


def test_an_intricate_coat_of_arms_is_let_pass() -> None:
    path = f'<path class="a" d="M0 0{"c1.25 2.5 3.75 4.5 5.25 6.5" * 1000}"/>'
    body = f'<style>.a{{fill:url(#g)}}</style><linearGradient id="g"/>{path * 50}'
    assert inspect_svg(_svg(body)) == (20, 10)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0,0,30,10"', (30, 10)),
        ('viewBox=" -5 -5  30  10 " width="100%"', (30, 10)),
        ('width="200" height="50px"', (200, 50)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="1e2" height=".5"', (100, 0.5)),
    ],
)
def test_sizes(attributes: str, size: tuple[float, float]) -> None:
    assert inspect_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == pytest.approx(size)


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100%" height="50"', 'viewBox="0 0 0 5"', 'viewBox="0 0 a 5"', 'width="1e999" height="1"',
     'viewBox="0 0 -5 5"', 'viewBox="0 0 nan 5"'],
)  # fmt: skip
def test_a_logo_without_size_is_refused(attributes: str) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()
    assert _refusal(data) == "does not say how large it is"


SNIPPETS = (
    *(
        HEAD,
        "</svg>",
        "<g>",
        "</g>",
        "<style>",
        "</style>",
        "url(",
        "#a",
        ")",
        '<use href="#a"/>',
        "&lt;",
        "<!--",
    ),
    *('<g id="a">', "<![CDATA[", "]]>", "<?x y?>", "\\", "\0", "é"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=15).map("".join) | st.text(max_size=40))
def test_any_text_is_measured_or_refused(text: str) -> None:
    try:
        width, height = inspect_svg(text.encode("utf-8", "surrogatepass"))
    except LogoError as error:
        assert error.message
    else:
        assert (width, height) == (20, 10)

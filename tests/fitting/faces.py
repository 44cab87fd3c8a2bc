"""The faces, styles and texts that tests of the fitting share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from generator.fitting import Room, Ruler, Style
from generator.themes.fonts import FontBook

BOOK = FontBook()
FAMILIES = ("Plus Jakarta Sans", "Lora")
TEXT = (
    "warga layanan ASN mengutamakan bersama-sama tanggung-jawab a di 2026 5.588.245 UU 20/2023 S.Kom., "
    "pelayanan “prima” Putu Situmorang-Hutagalung tidak-lekas-lekang and/or serving AVATAR"
)
WORDS = TEXT.split()
# The same examples every time: what fails here fails everywhere.
quick = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
faces = st.tuples(st.sampled_from(FAMILIES), st.sampled_from((400, 700, 800)))
widths = st.floats(15, 260)


def ruler(face: tuple[str, int] = ("Plus Jakarta Sans", 400)) -> Ruler:
    """Return the ruler of a family and weight."""
    return BOOK.face(*face).ruler


def style(preferred: float = 24.0, minimum: float = 9.0, balance: bool = False, tracking: float = 0.0) -> Style:
    """Return a style."""
    return Style("body", preferred, minimum, 400, 1.25, tracking, balance)


styles = st.builds(
    style,
    preferred=st.sampled_from((9.0, 18.0, 31.5, 64.0)),
    minimum=st.sampled_from((6.5, 9.0)),
    balance=st.booleans(),
    tracking=st.sampled_from((0.0, -0.035)),
)
rooms = st.builds(
    Room,
    widths,
    st.one_of(st.none(), st.floats(3, 120)),
    st.one_of(st.none(), st.integers(1, 5)),
    st.sampled_from((0.0, 4.0)),
)
tight_rooms = st.builds(Room, st.floats(8, 40), st.floats(2, 9), st.one_of(st.none(), st.just(1)))

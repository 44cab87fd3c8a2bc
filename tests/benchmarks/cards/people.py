"""The people on the cards: no name, number or code comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.personalise.codes import STRIP, Codes

LINK = "https://contoh.go.id/kartu/"


# By place in a strip, the module there for each byte: peers are not to wait for ours to be taken apart.
_BITS = [bytes(strip >> place & 1 for strip in range(256)) for place in range(STRIP)]


class Person(NamedTuple):
    """Someone: a name with titles, an employee number of 18 digits, a unit, and a code."""

    name: str
    number: str
    unit: str
    code: str

    @property
    def number_line(self) -> str:
        """The number as it is printed."""
        digits = self.number
        return f"NIP {digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def people(count: int) -> Iterator[Person]:
    """Yield so many people."""
    for number in range(count):
        words = (_word(number * step + step) for step in (7919, 104729, 1299709))
        born = f"{1960 + number // 336 % 30}{number // 28 % 12 + 1:02}{number % 28 + 1:02}"
        appointed = f"{2010 + number // 10080 % 12}{number // 120960 % 12 + 1:02}"
        yield Person(
            f"{' '.join(words)}, S.E.",
            f"{born}{appointed}1{number // 1451520 % 1000:03}",
            f"Bagian {_word(number % 40)}",
            f"{number * 7368787 % 99999989:08}",
        )


def write_roster(path: Path, count: int) -> Path:
    """Write so many people as a roster."""
    with path.open("w", encoding="utf-8") as file:
        file.write("nama;nip;jenis;unit kerja;kode\n")
        file.writelines(f"{each.name};{each.number};PNS;{each.unit};{each.code}\n" for each in people(count))
    return path


class Modules:
    """The encoder that all use: the modules of codes of LINK."""

    def __init__(self) -> None:
        self._codes = Codes(LINK, "")

    def rows(self, code: str) -> list[bytes]:
        """Return the modules of a code without its quiet zone, row by row: 1 is dark."""
        table = self._codes.table(code)
        strips, size = table.strips(code.encode()), table.modules
        rows = [strips[start : start + size] for start in range(0, len(strips), size)]
        return [rows[y // STRIP].translate(_BITS[y % STRIP]) for y in range(size)]


def _word(number: int) -> str:
    return "".join(
        "bcdghklmnprstw"[number // 70**at % 14] + "aiueo"[number // 70**at // 14 % 5] for at in range(4)
    ).title()

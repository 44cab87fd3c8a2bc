"""Units made as copies look, read and are told as if each had been made by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pikepdf
import pypdfium2
import pytest

from generator.errors import FitError
from generator.personalise import filling
from generator.personalise.base import Base
from generator.personalise.copying import CopyMaker
from generator.personalise.holes import UnlikeError
from generator.personalise.maker import WholeMaker
from generator.plan import Options, plan
from generator.preflight.pdf_tree import read_tags
from generator.products import discover
from generator.schema.project import Project
from generator.schema.roster import open_roster
from tests import pdfs
from tests.kits import THEMES
from tests.personalise.runs import roster_of, unlike
from tests.support import EXAMPLE
from tests.vera import broken_rules

KIT = Options(products=("poster", "handout", "pocket-card", "deck"))
ROWS = (
    "Bagian Umum;Fulan Contoh, S.Sos., M.Si.;Ruang Rapat 1;https://contoh.go.id/u001",
    "Seksi Çelik & <Mutu>;Fulanah Şahin Efisien, M.A.;Gedung “B”, Ruang Affandi;https://contoh.go.id/u003",
    "Bagian Layanan Pengaduan dan Informasi Masyarakat;Contoh Tiga;Balai Warga, Jalan Rekaan Nomor 17;https://contoh.go.id/u004",
    "Pendopo;Contoh Empat;Harmonis;https://contoh.go.id/unit/lebih/panjang/u005",
)  # fmt: skip
DPI = 150
Maker_ = TypeVar("Maker_", bound=WholeMaker)


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> tuple[Base, list[Project]]:
    base = Base(EXAMPLE, KIT)
    roster = roster_of(tmp_path_factory.mktemp("roster"), "unit;pimpinan;tempat;tautan", *ROWS)
    with open_roster(roster, base.kind) as table:
        return base, [base.unit(table, entry) for entry in table.entries]


def _maker(kind: type[Maker_], base: Base, options: Options = KIT) -> Maker_:
    return kind(base.resources, options, plan(base.project, discover(base.resources), options), "", None)


@pytest.fixture(scope="module")
def made(units: tuple[Base, list[Project]], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """The folders of each unit: made as copies, one after the other, and each by itself."""
    base, projects = units
    folder = tmp_path_factory.mktemp("units")
    copies, whole = _maker(CopyMaker, base), _maker(WholeMaker, base)
    pairs = []
    for number, project in enumerate(projects):
        for name, maker in (("copy", copies), ("whole", whole)):
            (folder / name / str(number)).mkdir(parents=True)
            maker.make(project, "", folder / name / str(number))
        pairs.append((folder / "copy" / str(number), folder / "whole" / str(number)))
    assert copies.copied >= 2 * len(projects)
    return pairs


def _files(made: list[tuple[Path, Path]]) -> Iterator[tuple[Path, Path]]:
    for copies, whole in made:
        paths = sorted(path.relative_to(whole) for path in whole.rglob("*.pdf"))
        assert len(paths) == 2 * 7
        yield from ((copies / path, whole / path) for path in paths)


def test_copies_look_like_what_is_made_whole(made: list[tuple[Path, Path]]) -> None:
    assert [unlike(copies, whole) for copies, whole in made] == [[] for _ in made]


def test_copies_in_another_theme_look_like_what_is_made_whole(
    units: tuple[Base, list[Project]], tmp_path: Path
) -> None:
    base, projects = units
    dressed = replace(KIT, theme=THEMES[1], languages=("id",))
    copies, whole = _maker(CopyMaker, base, dressed), _maker(WholeMaker, base, dressed)
    for number, project in enumerate(projects[:2]):
        for name, maker in (("copy", copies), ("whole", whole)):
            (tmp_path / name / str(number)).mkdir(parents=True)
            maker.make(project, "", tmp_path / name / str(number))
        assert unlike(tmp_path / "copy" / str(number), tmp_path / "whole" / str(number)) == []
    assert copies.copied >= 4


def test_copies_say_what_is_said_in_whole(made: list[tuple[Path, Path]]) -> None:
    for copy, whole in _files(made):
        with pikepdf.open(copy) as ours, pikepdf.open(whole) as theirs:
            for entry in ("/Title", "/Author", "/Subject", "/CreationDate", "/Creator"):
                assert ours.docinfo.get(entry) == theirs.docinfo.get(entry), (copy, entry)
            if "/Metadata" in theirs.Root:
                assert ours.Root.Metadata.read_bytes() == theirs.Root.Metadata.read_bytes()
            told = [[(tag.kind, tag.page, tag.alternative) for tag in read_tags(pdf)] for pdf in (ours, theirs)]
            assert told[0] == told[1], copy
        assert _bookmarks(copy) == _bookmarks(whole)


def _bookmarks(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [bookmark.get_title() for bookmark in document.get_toc()]


def test_codes_lead_to_each_units_own_link(made: list[tuple[Path, Path]]) -> None:
    for (copies, _), row in zip(made, ROWS, strict=True):
        assert pdfs.codes(copies / "poster.pdf", 0, DPI) == [row.rpartition(";")[2]]


def test_a_unit_is_the_same_whichever_was_made_before(
    units: tuple[Base, list[Project]], made: list[tuple[Path, Path]], tmp_path: Path
) -> None:
    base, projects = units
    for number in (1, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        _maker(CopyMaker, base).make(projects[number], "", folder)
        alone = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.p*")}
        run = {path.relative_to(made[number][0]): path.read_bytes() for path in made[number][0].rglob("*.p*")}
        assert [str(path) for path in run if run[path] != alone[path]] == []
        assert run.keys() == alone.keys()


def test_copies_are_as_accessible(made: list[tuple[Path, Path]]) -> None:
    copies = [made[1][0] / name for name in ("handout.pdf", "poster-event.pdf", "en/handout.pdf", "deck.pdf")]
    assert {name: rules for name, rules in broken_rules(copies).items() if rules} == {}


def test_pages_that_cannot_be_filled_are_laid_out_for_every_unit(
    units: tuple[Base, list[Project]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlike_ever(*_: object) -> None:
        raise UnlikeError

    monkeypatch.setattr(filling, "mould", unlike_ever)
    base, projects = units
    job = next(job for job in base.jobs if job.product.name == "pocket-card")
    maker = CopyMaker(base.resources, KIT, [job], "", None)
    for number, project in enumerate(projects[:2]):
        (tmp_path / str(number)).mkdir()
        maker.make(project, "", tmp_path / str(number))
        said = pdfs.text(tmp_path / str(number) / "pocket-card.pdf")
        assert [row.partition(";")[0] in said for row in ROWS[:2]] == [number == 0, number == 1]
    assert maker.copied == 0


def test_what_does_not_fit_a_unit_is_told_once(
    units: tuple[Base, list[Project]], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base, _ = units
    link = "https://contoh.go.id/unit/yang/lebih/panjang/u005"
    roster = roster_of(tmp_path_factory.mktemp("long"), "unit;tautan", f"Bagian Umum;{link}")
    with open_roster(roster, base.kind) as table:
        unit = base.unit(table, next(iter(table.entries)))
    decks = [job for job in base.jobs if job.product.name == "deck"]
    with pytest.raises(FitError) as told:
        CopyMaker(base.resources, KIT, decks, "", None).make(unit, "", tmp_path)
    assert len(told.value.misfits) == len(set(told.value.misfits)) == 2  # one a language

"""sosialisasi eject: our templates in a project, to be edited there; nothing of the user's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ROOT, Desk, hashes, snapshot, sosialisasi

POSTER = [
    "_themes/kawung/poster/criteria.html.j2",
    "_themes/kawung/poster/event.html.j2",
    "_themes/kawung/poster/frame.html.j2",
    "_themes/kawung/poster/layout.yaml",
    "_themes/kawung/poster/values.html.j2",
    "poster/product.yaml",
]


def test_a_product_and_its_part_of_the_theme_are_copied(desk: Desk) -> None:
    outcome = sosialisasi("eject", "poster", desk.project)
    assert (outcome.code, outcome.err) == (0, "these win over ours from now on; delete one, and ours is used again\n")
    templates = desk.project / "templates"
    assert outcome.out.splitlines() == [str(templates / name) for name in POSTER]
    assert sorted(hashes(templates)) == POSTER
    for name in POSTER:
        assert (templates / name).read_bytes() == (ROOT / "templates" / name).read_bytes()


@pytest.mark.parametrize(("product", "theme"), [("poster", "kertas"), ("deck", "kawung"), ("pocket-card", "kawung")])
def test_what_is_built_right_after_is_the_same(desk: Desk, tmp_path: Path, product: str, theme: str) -> None:
    options = ("-p", product, "-l", "id", "--theme", theme)
    assert desk.build(*options, "-o", tmp_path / "before").code == 0
    assert sosialisasi("eject", product, desk.project, "--theme", theme).code == 0
    assert desk.build(*options, "-o", tmp_path / "after").code == 0
    before, after = hashes(tmp_path / "before"), hashes(tmp_path / "after")
    assert before.pop("manifest.json") != after.pop("manifest.json")
    assert after == before


def test_what_was_edited_is_built(desk: Desk) -> None:
    assert sosialisasi("eject", "pocket-card", desk.project).code == 0
    desk.edit("templates/pocket-card/product.yaml", r"\[85\.6, 54\]", "[90, 54]")
    assert desk.build("-l", "id").code == 0
    assert '"trim_mm": [\n    90.0' in (desk.out / "manifest.json").read_text()


def test_nothing_is_overwritten(desk: Desk) -> None:
    mine = desk.write("templates/_themes/kawung/poster/event.html.j2", "mine")
    before = snapshot(desk.project)
    outcome = sosialisasi("eject", "poster", desk.project)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == f"{mine}: is there already; edit it; or move it away, and ours can be copied again\n"
    assert snapshot(desk.project) == before


def test_what_is_all_there_is_named(desk: Desk) -> None:
    assert sosialisasi("eject", "poster", desk.project).code == 0
    outcome = sosialisasi("eject", "poster", desk.project)
    assert outcome.code == 3
    assert all(f"{desk.project / 'templates' / name}: is there already" in outcome.err for name in POSTER)


def test_another_theme_is_copied_beside_the_first(desk: Desk) -> None:
    assert sosialisasi("eject", "poster", desk.project).code == 0
    outcome = sosialisasi("eject", "poster", desk.project, "--theme", "kertas")
    assert outcome.code == 0
    assert set(outcome.out.splitlines()) == {
        str(desk.project / path.relative_to(ROOT)) for path in (ROOT / "templates/_themes/kertas/poster").iterdir()
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("postr",), 'there is no product “postr” to copy; did you mean "poster"?'),
        (("../poster",), "there is no product “../poster” to copy"),
        (("poster", "--theme", "kertsa"), 'there is no theme “kertsa”; did you mean "kertas"?'),
        (("poster", "--theme", "../.."), "there is no theme “../..”"),
    ],
)
def test_what_is_not_there_is_told(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    outcome = sosialisasi("eject", arguments[0], desk.project, *arguments[1:])
    assert outcome.code == 2
    assert said in outcome.err
    assert not (desk.project / "templates").exists()


def test_a_folder_that_is_no_project_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = sosialisasi("eject", "poster")
    assert outcome.code == 3
    assert "event.yaml: there is no such file; name a project folder" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_nothing_behind(desk: Desk) -> None:
    desk.write("templates/_themes", "a file")
    before = snapshot(desk.project)
    outcome = sosialisasi("eject", "poster", desk.project)
    assert outcome.code == 5
    assert outcome.err == f"cannot write {desk.project / 'templates/_themes/kawung/poster'}: Not a directory\n"
    assert snapshot(desk.project) == before

"""Whole builds: the same bytes for the same input, nothing done twice, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pikepdf
import pytest

from generator.manifest import file_hash, read_manifest
from generator.publish import HOLDER
from tests.support import Desk, copy_example, hashes, held, own_process, python, snapshot, sosialisasi

CARDS = {
    "pocket-card.pdf", "pocket-card-sheet.pdf", "en/pocket-card.pdf", "en/pocket-card-sheet.pdf", "manifest.json"
}  # fmt: skip


def test_the_same_input_gives_the_same_bytes_in_another_process_and_folder(example_kit: Path, tmp_path: Path) -> None:
    project = copy_example(tmp_path / "a much longer path" / "to the project")
    environ = {"TZ": "Asia/Jayapura", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    outcome = own_process("build", project, "-o", tmp_path / "out", environ=environ)
    assert outcome.code == 0, outcome.err
    assert hashes(tmp_path / "out") == hashes(example_kit)
    for name in ("poster.pdf", "poster-values.pdf", "poster-event.pdf", "pocket-card.pdf", "handout.pdf", "deck.pdf"):
        assert {name, f"en/{name}"} <= hashes(example_kit).keys()
    assert {"deck.pptx", "en/deck.pptx", "manifest.json"} <= hashes(example_kit).keys()


def test_the_same_input_gives_the_same_bytes_with_a_given_time(desk: Desk, tmp_path: Path) -> None:
    environ = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("one", "two"):
        assert own_process("build", desk.project, "-o", tmp_path / name, "-p", "pocket-card", environ=environ).code == 0
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert hashes(tmp_path / "one").keys() == hashes(desk.out).keys()
    assert hashes(tmp_path / "one") != hashes(desk.out)
    with pikepdf.open(tmp_path / "one" / "pocket-card.pdf") as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20231114")


def test_an_unchanged_kit_is_recognised_without_a_renderer(desk: Desk) -> None:
    before = snapshot(desk.out)
    assert _imports_weasyprint(desk) is False
    assert snapshot(desk.out) == before
    assert _imports_weasyprint(desk, "--force") is True


def _imports_weasyprint(desk: Desk, *options: str) -> bool:
    """Build in a process of its own and return whether that imported WeasyPrint."""
    arguments = ["-q", *map(str, desk.command(*options))]
    code = f"import sys; from generator.cli import main\nmain({arguments!r})\nprint('weasyprint' in sys.modules)\n"
    return {"True\n": True, "False\n": False}[python(code)]


def test_the_list_says_whether_anything_was_built(desk: Desk) -> None:
    before = snapshot(desk.out)
    assert "unchanged, not built again (--force does)" in desk.build().err
    assert snapshot(desk.out) == before
    outcome = desk.build("--force")
    assert "4 files in" in outcome.err
    assert outcome.err.endswith(": built\n")
    assert {name: digest for name, (digest, _) in before.items()} == {
        name: digest for name, (digest, _) in snapshot(desk.out).items()
    }
    assert all(snapshot(desk.out)[name][1] > before[name][1] for name in CARDS)


@pytest.mark.parametrize("name", ["pocket-card.pdf", "en/pocket-card.pdf", "pocket-card-sheet.pdf"])
@pytest.mark.parametrize("harm", ["delete", "edit", "truncate"])
def test_a_harmed_output_is_made_again(desk: Desk, name: str, harm: str) -> None:
    whole = hashes(desk.out)
    path = desk.out / name
    data = path.read_bytes()
    if harm == "delete":
        path.unlink()
    else:
        path.write_bytes(data.replace(b"%PDF", b"%pdf") if harm == "edit" else data[:-9])
    assert desk.build().err.endswith(": built\n")
    assert hashes(desk.out) == whole


def test_a_broken_manifest_is_made_again(desk: Desk) -> None:
    whole = hashes(desk.out)
    (desk.out / "manifest.json").write_text("{")
    assert desk.build().err.endswith(": built\n")
    assert hashes(desk.out) == whole


@pytest.mark.parametrize(
    ("name", "pattern", "new"),
    [
        ("event.yaml", "555-0100", "555-0199"),
        ("_brand.yml", "#F0A51E", "#E0A51E"),
        ("assets/logo.svg", "#F0A51E", "#E0A51E"),
        ("content/campaigns/berorientasi-pelayanan/en.yaml", "People first", "People First"),
    ],
)
def test_a_change_in_any_file_is_noticed(desk: Desk, name: str, pattern: str, new: str) -> None:
    before = hashes(desk.out)
    desk.edit(name, pattern, new)
    assert desk.build().err.endswith(": built\n")
    assert hashes(desk.out)["en/pocket-card.pdf"] != before["en/pocket-card.pdf"]


def test_a_template_of_the_project_is_noticed(desk: Desk) -> None:
    before = hashes(desk.out)
    pages = ("<h1 style='padding:9mm'>Kartu</h1>", "<section style='break-before:page;padding:9mm'>2</section>")
    desk.page(f"{pages[0]}{{{{ {pages[1]!r}|safe }}}}")
    outcome = desk.build()
    assert outcome.err.endswith(": built\n"), outcome.err
    assert hashes(desk.out)["pocket-card.pdf"] != before["pocket-card.pdf"]


def test_one_product_at_a_time_keeps_the_others(desk: Desk) -> None:
    card = hashes(desk.out)
    assert desk.build("-p", "handout", "-l", "id").code == 0
    assert hashes(desk.out).keys() == card.keys() | {"handout.pdf"}
    assert all(hashes(desk.out)[name] == card[name] for name in CARDS - {"manifest.json"})
    manifest = read_manifest(desk.out)
    assert manifest is not None
    assert {entry.path: entry.product for entry in manifest.files} == {
        **dict.fromkeys(CARDS - {"manifest.json"}, "pocket-card"),
        "handout.pdf": "handout",
    }
    assert "unchanged" in desk.build().err
    assert "unchanged" in desk.build("-p", "handout", "-l", "id").err


def test_files_from_before_a_change_are_told_until_they_are_made_again(desk: Desk) -> None:
    press = ("press/pocket-card-sheet.pdf", "press/pocket-card.pdf")
    said = f"2 files were made before the last change and not again now: {', '.join(press)}\n"
    assert "before the last change" not in desk.build("--press", "-l", "id").err
    assert "before the last change" not in desk.build("--sheet", "A3").err
    desk.edit("event.yaml", "555-0100", "555-0199")
    assert said in desk.build().err
    assert said in desk.build().err
    assert said in desk.build("--json").err
    assert all((desk.out / path).is_file() for path in press)
    assert "before the last change" not in desk.build("--press", "-l", "id").err


def test_the_manifest_forgets_files_that_are_no_longer_what_it_says(desk: Desk) -> None:
    for sheet in desk.out.rglob("pocket-card-sheet.pdf"):
        sheet.unlink()
    (desk.out / "pocket-card.pdf").unlink()
    (desk.out / "en" / "pocket-card.pdf").write_bytes(b"edited")
    assert desk.build("-p", "handout", "-l", "id").code == 0
    manifest = read_manifest(desk.out)
    assert manifest is not None
    assert [entry.path for entry in manifest.files] == ["handout.pdf"]
    assert (desk.out / "en" / "pocket-card.pdf").read_bytes() == b"edited"


def test_the_manifest_tells_the_truth(example_kit: Path) -> None:
    manifest = read_manifest(example_kit)
    assert manifest is not None
    assert manifest.event == "sosialisasi-budaya-berorientasi-pelayanan"
    assert manifest.link == "https://contoh.go.id/layani"
    assert {entry.path for entry in manifest.files} == hashes(example_kit).keys() - {"manifest.json"}
    for entry in manifest.files:
        path = example_kit / entry.path
        assert (entry.bytes, entry.sha256) == (path.stat().st_size, file_hash(path))
        assert entry.language == ("en" if entry.path.startswith("en/") else "id")
        assert entry.findings == ()
    pdfs = [entry for entry in manifest.files if entry.path.endswith(".pdf")]
    sizes = {entry.product: (entry.pages, entry.trim_mm) for entry in pdfs if entry.tagged}
    assert sizes.pop("deck")[1] == (338.67, 190.5)
    assert sizes == {
        "poster": (1, (297.0, 420.0)),
        "pocket-card": (2, (85.6, 54.0)),
        "handout": (2, (210.0, 297.0)),
        "leaflet": (4, (148.5, 210.0)),
    }
    sheets = {entry.product: (entry.pages, entry.trim_mm, entry.link_on) for entry in pdfs if not entry.tagged}
    assert sheets == {"pocket-card": (2, (297.0, 210.0), (2,)), "leaflet": (2, (297.0, 210.0), ())}


def test_json_prints_the_entries_of_the_manifest(desk: Desk) -> None:
    outcome = desk.build("--json")
    assert outcome.code == 0
    assert json.loads(outcome.out) == json.loads((desk.out / "manifest.json").read_text())["files"]


def test_sizes_and_designs_are_built_as_asked(desk: Desk) -> None:
    outcome = desk.build("-p", "poster", "--design", "values", "--size", "A1", "-l", "en")
    assert outcome.code == 0, outcome.err
    manifest = read_manifest(desk.out)
    assert manifest is not None
    made = {entry.path: entry for entry in manifest.files if entry.product == "poster"}
    assert list(made) == ["en/poster-values.pdf"]
    assert made["en/poster-values.pdf"].trim_mm == (594.0, 841.0)


def test_without_a_folder_the_output_is_named_after_the_event(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.project)
    outcome = sosialisasi("build", "-p", "pocket-card", "-l", "id")
    assert outcome.code == 0, outcome.err
    out = desk.project / "output" / "sosialisasi-budaya-berorientasi-pelayanan"
    assert hashes(out).keys() == {"pocket-card.pdf", "pocket-card-sheet.pdf", "manifest.json"}
    assert "unchanged" in sosialisasi("build", "-p", "pocket-card", "-l", "id").err


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("point", ["generator.pipeline:preflight", "generator.publish:_durable"])
def test_a_stopped_build_leaves_the_old_output_whole(desk: Desk, point: str, stop: signal.Signals, code: int) -> None:
    desk.edit("event.yaml", "555-0100", "555-0199")
    before = hashes(desk.out)
    with held(point, *desk.command()) as process:
        assert hashes(desk.out) == before
        process.send_signal(stop)
        _, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert hashes(desk.out) == before
    if stop is not signal.SIGKILL:
        assert [path.name for path in desk.out.iterdir() if path.name.startswith(".sosialisasi-work-")] == []
        assert not (desk.out / HOLDER).exists()
    assert ("nothing was published" in said) == (stop is signal.SIGINT)
    assert desk.build().code == 0
    assert hashes(desk.out)["pocket-card.pdf"] != before["pocket-card.pdf"]
    assert [path.name for path in desk.out.iterdir() if path.is_dir()] == ["en"]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_first_build_leaves_nothing(desk: Desk, stop: signal.Signals) -> None:
    shutil.rmtree(desk.out)
    with held("generator.pipeline:preflight", *desk.command()) as process:
        process.send_signal(stop)
        process.communicate(timeout=20)
    assert not desk.out.exists()


def test_a_build_does_not_change_the_environment(desk: Desk) -> None:
    desk.build("--force")
    assert "SOURCE_DATE_EPOCH" not in os.environ

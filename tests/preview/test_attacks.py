"""What strangers, mistakes and bad luck do to the page: it lives, nothing leaks, nothing is half written."""

from __future__ import annotations

import html
import io
import json
import os
import signal
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from PIL import Image

from tests.preview.served import Served, served
from tests.support import copy_example

AGENCY: list[str | int] = ["agency", "id"]
WAS = "Dinas Pelayanan Contoh"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page, served once for all tests of this module; each leaves its project as it was."""
    project = copy_example(tmp_path_factory.mktemp("served") / "project")
    with served(project, "--ui-language", "en") as page:
        yield page


@pytest.fixture(autouse=True)
def whole(page: Served) -> Iterator[None]:
    """Nothing outside the project has changed after a test, and the page still answers."""
    around = {path for path in page.project.parent.rglob("*") if not path.is_relative_to(page.project)}
    files = {path: path.read_text() for path in (page.project / "event.yaml", page.project / "_brand.yml")}
    yield
    for path, before in files.items():
        path.write_text(before)
    assert {path for path in page.project.parent.rglob("*") if not path.is_relative_to(page.project)} == around
    assert page.client.get("/form/event").status_code == 200
    assert not list(page.project.glob(".*yaml-*"))


def text(page: Served) -> str:
    return (page.project / "event.yaml").read_text()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/file/../../etc/passwd", 404),
        ("/file/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/file//etc/passwd", 404),
        ("/file/event.yaml", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/form/campaign", 404),
        ("/form/..%2fevent", 404),
        ("/picture/" + "0" * 64 + "/0", 404),
        ("/picture/..%2f..%2fetc%2fpasswd/0", 404),
        ("/roster/file", 404),
        ("/roster/picture/0", 404),
        ("/nothing", 404),
    ],
)
def test_no_path_leads_out(page: Served, path: str, code: int) -> None:
    answer = page.client.get(path)
    assert answer.status_code == code
    assert "root:" not in answer.text and "import" not in answer.text


NOT_FIELDS = [
    "[]", "{}", "null", "[", "[1.5]", '["../event"]', '["agency"]', '["agency","id","x"]', '["__class__"]', "[" * 9999,
    '["foreign","id",0]',
]  # fmt: skip
TEXTS = ["../../outside", "/etc/passwd", "a: &a [*a, *a]", "!!python/object:x {}", "{{ 7*7 }}", "<script>x</script>"]


@pytest.mark.parametrize("at", NOT_FIELDS)
def test_a_field_that_is_none_changes_nothing(page: Served, at: str) -> None:
    before = text(page)
    answer = page.client.post(
        "/field", data={"file": "event", "at": at, "was": "", "value": "x"}, headers={"origin": page.origin}
    )
    assert answer.status_code == 400
    assert text(page) == before


@pytest.mark.parametrize("value", TEXTS)
def test_a_text_is_a_text(page: Served, value: str) -> None:
    assert page.change(AGENCY, WAS, value).status_code == 200
    shown = page.client.get("/form/event").text
    assert "<script>x" not in shown
    assert value in html.unescape(shown)
    assert page.change(AGENCY, value, WAS).status_code == 200
    assert WAS in text(page)


def test_a_field_of_a_megabyte_is_refused(page: Served) -> None:
    before = text(page)
    said = {"file": "event", "at": json.dumps(AGENCY), "was": WAS, "value": "x" * (1 << 20)}
    parts = {name: (None, value) for name, value in said.items()}
    answer = page.client.post("/field", files=parts, headers={"origin": page.origin})
    assert answer.status_code in (400, 422)
    assert text(page) == before


def test_two_browsers_do_not_overwrite_each_other(page: Served) -> None:
    assert page.change(AGENCY, WAS, "Dari yang satu").status_code == 200
    refused = page.change(AGENCY, WAS, "Dari yang lain")
    assert refused.status_code == 409
    assert "Dari yang satu" in refused.text
    assert "Dari yang satu" in text(page)
    assert page.post("/undo").status_code == 200
    assert WAS in text(page)


def test_a_change_in_an_editor_is_shown(page: Served) -> None:
    before = text(page)
    (page.project / "event.yaml").write_text(before.replace("Aula Pendopo", "Aula Penyunting"))
    assert page.change(["place", "id"], "Aula Pendopo", "Aula Saya").status_code == 409
    assert "Aula Penyunting" in page.client.get("/form/event").text
    (page.project / "event.yaml").write_text(before)


def test_a_file_that_cannot_be_read_is_told_on_the_page(page: Served) -> None:
    before = text(page)
    (page.project / "event.yaml").write_text("a: &a [x]\nb: [*a, *a]\n")
    assert "cannot be read" in page.client.get("/form/event").text
    assert page.change(AGENCY, WAS, "x").status_code == 422
    (page.project / "event.yaml").write_text(before)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script></svg>', "script"),
        ("logo.svg", b'<!DOCTYPE s [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', ""),
        ("logo.png", b"no picture", ""),
        ("logo.exe", b"MZ", "no file of a kind"),
        ("../../outside.png", b"\x89PNG\r\n\x1a\n", ""),
        ("logo.png", bytes(11 << 20), "larger than"),
    ],
)
def test_a_logo_that_is_none_is_refused(page: Served, name: str, data: bytes, said: str) -> None:
    before = sorted((page.project / "assets").iterdir())
    answer = page.upload("/logo", "logo", (name, data), at=["logo", "images", "agency", "path"], was="assets/logo.svg")
    assert answer.status_code == 422
    assert said in answer.text
    assert sorted((page.project / "assets").iterdir()) == before


def test_a_logo_comes_into_the_project_under_a_plain_name(page: Served) -> None:
    png = io.BytesIO()
    Image.new("RGB", (400, 400), "#0A3D2E").save(png, "PNG")
    at: list[str | int] = ["logo", "images", "agency", "path"]
    answer = page.upload("/logo", "logo", ("../../Logo Baru!.png", png.getvalue()), at=at, was="assets/logo.svg")
    assert answer.status_code == 200
    assert (page.project / "assets" / "logo-baru.png").read_bytes() == png.getvalue()
    assert "assets/logo-baru.png" in (page.project / "_brand.yml").read_text()
    page.post("/undo")
    (page.project / "assets" / "logo-baru.png").unlink()


def test_an_upload_of_a_gigabyte_is_refused_before_it_is_read(page: Served) -> None:
    before = page.memory()
    connection = HTTPConnection(page.origin.removeprefix("http://"))
    connection.putrequest("POST", "/roster")
    cookies = "; ".join(f"{name}={value}" for name, value in page.client.cookies.items())
    headers = {"origin": page.origin, "cookie": cookies, "content-type": "multipart/form-data; boundary=x"}
    for name, value in {**headers, "content-length": str(1 << 30)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    assert page.memory() < before + 20_000


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(page: Served) -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(1100):
            sheet.write(bytes(1 << 20))
    answer = page.upload("/roster", "roster", ("pegawai.xlsx", bomb.getvalue()))
    assert answer.status_code == 422
    assert "1 GB" in answer.text


def test_a_project_that_goes_away_and_comes_back(page: Served) -> None:
    away = page.project.with_name("away")
    page.project.rename(away)
    assert page.client.get("/").status_code == 200
    assert page.change(AGENCY, WAS, "x").status_code == 422
    assert page.upload("/logo", "logo", ("a.svg", b"<svg/>"), at=["logo"], was="").status_code == 422
    assert not page.project.exists()
    away.rename(page.project)
    assert page.change(AGENCY, WAS, "Kembali").status_code == 200
    page.sees("Kembali", "/form/event")
    assert page.change(AGENCY, "Kembali", WAS).status_code == 200


def test_a_worker_that_is_killed_is_begun_anew(page: Served) -> None:
    page.sees("pocket-card.pdf")
    tasks = Path(f"/proc/{page.process.pid}/task").glob("*/children")
    own = [pid for task in tasks for pid in task.read_text().split()]
    workers = [int(pid) for pid in own if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    assert page.change(["place", "id"], "Aula Pendopo", "Aula Sesudah").status_code == 200
    page.sees("Aula Sesudah", "/form/event")
    assert page.upload("/roster", "roster", ("p.csv", b"nama\nSatu\n")).status_code == 200
    assert page.change(["place", "id"], "Aula Sesudah", "Aula Pendopo").status_code == 200

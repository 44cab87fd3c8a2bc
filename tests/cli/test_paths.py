"""Paths that lead out of the project, in every field that names a file: refused by name, the old output whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Desk, snapshot

LOGOS = r"  images:\n    agency:\n      path: .*\n      alt: .*\n  medium: agency"
TYPE = r'  base: "Plus Jakarta Sans"'
OWN = r"  sosialisasi:"
BRAND = [  # field, what it stands in the place of, and how it is written
    ("logo", r"logo:\n" + LOGOS, "logo: {path}"),
    ("logo.medium", LOGOS, "  medium: {path}"),
    ("logo.images.agency", LOGOS, "  images: {{agency: {path}}}\n  medium: agency"),
    ("logo.images.agency.path", LOGOS, "  images: {{agency: {{path: {path}, alt: x}}}}\n  medium: agency"),
    ("typography.fonts.0.files.0", TYPE, "  fonts: [{{family: A, source: file, files: [{path}]}}]\n" + TYPE),
    ("typography.fonts.0.files.0.path", TYPE,
     "  fonts: [{{family: A, source: file, files: [{{path: {path}}}]}}]\n" + TYPE),
    ("defaults.sosialisasi.partners.0.path", OWN, OWN + "\n    partners: [{{path: {path}, alt: x}}]"),
    ("defaults.sosialisasi.press.icc", OWN, OWN + "\n    press: {{icc: {path}}}"),
]  # fmt: skip
PATHS = ["../luar.svg", "assets/../../luar.svg", "{outside}", "/etc/passwd", "keluar/luar.svg", "keluar.svg"]


def _refused(desk: Desk) -> str:
    before = snapshot(desk.out)
    outcome = desk.build("-l", "id")
    assert (outcome.code, outcome.out) == (3, "")
    assert "Traceback" not in outcome.err
    assert snapshot(desk.out) == before
    return outcome.err


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("field", "place", "written"), BRAND, ids=[case[0] for case in BRAND])
def test_a_file_of_the_brand_is_one_of_the_project(
    desk: Desk, tmp_path: Path, field: str, place: str, written: str, path: str
) -> None:
    outside = desk.project.parent / "luar.svg"
    outside.write_bytes((desk.project / "assets/logo.svg").read_bytes())
    (desk.project / "keluar").symlink_to("..")
    (desk.project / "keluar.svg").symlink_to(outside)
    path = path.format(outside=outside)
    desk.edit("_brand.yml", place, written.format(path=f'"{path}"'))
    said = _refused(desk)
    assert f" {field}: {path} is outside the project folder; copy the file into the project" in said


@pytest.mark.parametrize("path", ["https://127.0.0.1:1/logo.svg", "file:///etc/passwd"])
@pytest.mark.parametrize(("field", "place", "written"), BRAND, ids=[case[0] for case in BRAND])
def test_a_file_of_the_brand_is_no_address(desk: Desk, field: str, place: str, written: str, path: str) -> None:
    desk.edit("_brand.yml", place, written.format(path=f'"{path}"'))
    if "fonts" in field and path.startswith("https"):
        assert desk.build("-l", "id").code == 0  # the standard has them; they are left where they are
        return
    assert f" {field}: {path} is a web address, and nothing is fetched from the web" in _refused(desk)


@pytest.mark.parametrize("field", ["campaign", "theme"])
@pytest.mark.parametrize("name", ["../../luar", "/etc", "..", "a/b", "keluar/..", "."])
def test_campaign_and_theme_are_names_and_no_paths(desk: Desk, field: str, name: str) -> None:
    desk.edit(
        "event.yaml",
        "^campaign: .*",
        f'{"campaign: berorientasi-pelayanan" if field == "theme" else ""}\n{field}: "{name}"',
    )
    assert f"{field}: '{name}' is not a plain name" in _refused(desk)


def test_a_language_is_no_path(desk: Desk) -> None:
    desk.edit("event.yaml", "^languages: .*", 'languages: [id, "../id"]')
    assert "languages.1: '../id' is not a language code" in _refused(desk)


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "../x", "/etc/passwd"])
def test_a_link_is_a_web_address(desk: Desk, link: str) -> None:
    desk.edit("event.yaml", "^link: .*", f'link: "{link}"')
    assert f"link: '{link}'" in _refused(desk)


def test_a_campaign_does_not_come_from_outside(desk: Desk, tmp_path: Path) -> None:
    campaign = desk.project / "content/campaigns/berorientasi-pelayanan/id.yaml"
    outside = tmp_path / "luar.yaml"
    campaign.rename(outside)
    campaign.symlink_to(outside)
    assert f"{campaign}: is a link that leads out of the project; copy the file into the project" in _refused(desk)

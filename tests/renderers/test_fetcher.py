"""The closed fetcher: files of declared folders and given assets, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.renderers.fetcher import LARGEST, ClosedFetcher

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def fetcher(tmp_path: Path) -> ClosedFetcher:
    """A fetcher for the folder `in`; beside it, `out` must stay closed."""
    for name in ("in", "out", "in-and-out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.png").write_bytes(PNG)
    return ClosedFetcher([tmp_path / "in"], {"logo-1": (b"<svg/>", "image/svg+xml")})


def _refusal(fetcher: ClosedFetcher, url: str) -> str:
    with pytest.raises(ValueError) as caught:  # each test looks at what it says
        fetcher.fetch(url)
    assert str(caught.value) == fetcher.refusals[url]
    assert list(fetcher.refusals) == [url]
    return fetcher.refusals[url]


def test_an_asset_is_served_with_its_media_type(fetcher: ClosedFetcher) -> None:
    response = fetcher.fetch("asset:logo-1")
    assert response.read() == b"<svg/>"
    assert response.content_type == "image/svg+xml"
    assert fetcher.refusals == {}


def test_a_file_is_served_under_an_address_that_is_no_file(fetcher: ClosedFetcher, tmp_path: Path) -> None:
    response = fetcher.fetch((tmp_path / "in" / "a.png").as_uri())
    assert response.read() == PNG
    assert response.content_type == "image/png"
    assert not response.url.startswith("file:")
    assert fetcher.refusals == {}


def test_names_with_spaces_and_other_scripts_are_files_too(fetcher: ClosedFetcher, tmp_path: Path) -> None:
    path = tmp_path / "in" / "logo dinas ꦗ.PNG"
    path.write_bytes(PNG)
    assert fetcher.fetch(path.as_uri()).read() == PNG


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/a.png",
        "https://contoh.go.id/a.png",
        "ftp://contoh.go.id/a.png",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "file://contoh.go.id/share/a.png",
        "//contoh.go.id/a.png",
        "a.png",
        "",
        "http://[",
    ],
)
def test_nothing_comes_from_a_network(fetcher: ClosedFetcher, url: str) -> None:
    reason = _refusal(fetcher, url)
    assert "nothing from a network" in reason or reason == "Invalid IPv6 URL"


@pytest.mark.parametrize(
    "relative", ["../out/a.png", "..%2fout%2fa.png", "%2e%2e/out/a.png", "../in-and-out/a.png", "../../../etc/passwd"]
)
def test_no_way_leads_out_of_the_folder(fetcher: ClosedFetcher, tmp_path: Path, relative: str) -> None:
    assert "it lies outside" in _refusal(fetcher, f"{(tmp_path / 'in').as_uri()}/{relative}")


def test_no_link_leads_out_of_the_folder(fetcher: ClosedFetcher, tmp_path: Path) -> None:
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "out" / "a.png")
    assert "it lies outside" in _refusal(fetcher, (tmp_path / "in" / "link.png").as_uri())


@pytest.mark.parametrize("name", ["event.yaml", "page.html", "style.css", "secret", ".png"])
def test_only_pictures_and_fonts_are_opened(fetcher: ClosedFetcher, tmp_path: Path, name: str) -> None:
    (tmp_path / "in" / name).write_bytes(PNG)
    assert "are not used in pages" in _refusal(fetcher, (tmp_path / "in" / name).as_uri())


def test_a_link_does_not_lend_a_file_its_suffix(fetcher: ClosedFetcher, tmp_path: Path) -> None:
    (tmp_path / "in" / "event.yaml").write_text("title: x")
    (tmp_path / "in" / "event.png").symlink_to("event.yaml")
    assert "“.yaml” are not used" in _refusal(fetcher, (tmp_path / "in" / "event.png").as_uri())


def test_what_is_no_file_of_a_sane_size_is_refused(fetcher: ClosedFetcher, tmp_path: Path) -> None:
    inside = tmp_path / "in"
    (inside / "folder.png").mkdir()
    os.mkfifo(inside / "pipe.png")
    with (inside / "large.png").open("wb") as file:
        file.truncate(LARGEST + 1)
    for name in ("folder.png", "pipe.png", "large.png", "none.png"):
        with pytest.raises(ValueError, match="not a regular file of at most 20 MB"):
            fetcher.fetch((inside / name).as_uri())
    assert len(fetcher.refusals) == 4


@pytest.mark.parametrize("tail", ["a%00.png", "x" * 5000 + ".png"])
def test_a_name_that_no_file_can_have_is_refused(fetcher: ClosedFetcher, tmp_path: Path, tail: str) -> None:
    assert _refusal(fetcher, f"{(tmp_path / 'in').as_uri()}/{tail}")


def test_an_asset_that_is_not_there_is_refused(fetcher: ClosedFetcher) -> None:
    assert _refusal(fetcher, "asset:logo-2") == "there is no such asset in this kit"


def test_without_folders_no_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    assert "it lies outside" in _refusal(ClosedFetcher([], {}), (tmp_path / "a.png").as_uri())

"""The closed fetcher: only files of declared folders, a few suffixes, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.wording import say

SUFFIXES = {".ttf": "font/ttf", ".otf": "font/otf", ".png": "image/png", ".jpg": "image/jpeg",
            ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}  # fmt: skip
LARGEST = 20 * 1024 * 1024


class RefusedError(ValueError):
    """A url the fetcher does not open."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves `asset:NAME` from given bytes and files under `roots`; notes every refusal, and why, in `refusals`."""

    def __init__(self, roots: Sequence[Path], assets: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols={"file", "asset"}, allow_redirects=False, fail_on_errors=False)
        self._roots = [root.resolve() for root in roots]
        self._assets = assets
        self.refusals: dict[str, str] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the resource; refuse, and remember, everything else."""
        try:
            return self._open(url)
        except (ValueError, OSError) as error:
            self.refusals[url] = str(error)
            raise ValueError(str(error)) from error

    def _open(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "asset":
            if parts.path not in self._assets:
                raise RefusedError(say("there is no such asset in this kit"))
            data, media = self._assets[parts.path]
            return URLFetcherResponse(url, data, {"Content-Type": media})
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise RefusedError(
                say("only files of the project, its templates and fonts are opened, nothing from a network")
            )
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(root) for root in self._roots):
            raise RefusedError(say("it lies outside the project's, the templates' and the fonts' folders"))
        if path.suffix.lower() not in SUFFIXES:
            raise RefusedError(say("files of kind “{suffix}” are not used in pages", suffix=path.suffix))
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise RefusedError(say("it is not a regular file of at most 20 MB"))
        # A url that is no file: keeps the image code from reading the path itself.
        return URLFetcherResponse(
            f"asset:{path.name}", path.read_bytes(), {"Content-Type": SUFFIXES[path.suffix.lower()]}
        )

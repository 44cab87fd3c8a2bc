"""Where templates and content are: the project's overlay first, then what ships with the package."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = "dinas-contoh"  # the project that is built where no other is named
_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the shipped folder `name` ("templates" or "content"), in a wheel or in a checkout."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


class Resources:
    """Search path over a project's own `templates/` and `content/` and the shipped ones."""

    def __init__(self, project: Path | None = None) -> None:
        self.project = project

    @property
    def own_templates(self) -> bool:
        """Whether the project brings templates of its own."""
        own = self.project / "templates" if self.project else None
        return own is not None and own.is_dir() and any(path.is_file() for path in own.rglob("*"))

    @property
    def template_roots(self) -> list[Path]:
        """Existing template folders, the project's before the shipped one."""
        return self._roots("templates")

    @property
    def content_roots(self) -> list[Path]:
        """Existing content folders, the project's before the shipped one."""
        return self._roots("content")

    def find_template(self, relative: str) -> Path | None:
        """Return the first template file or folder of that relative path."""
        return _first(self.template_roots, relative)

    def find_content(self, relative: str) -> Path | None:
        """Return the first content file or folder of that relative path."""
        return _first(self.content_roots, relative)

    def _roots(self, name: str) -> list[Path]:
        own = [self.project / name] if self.project else []
        return [root for root in [*own, shipped(name)] if root.is_dir()]


def _first(roots: list[Path], relative: str) -> Path | None:
    return next((root / relative for root in roots if (root / relative).exists()), None)

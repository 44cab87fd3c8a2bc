"""A deck's fonts beside it: their files and licences, and a README that says to install them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.preflight.pptx_faces import README

if TYPE_CHECKING:
    from generator.renderers import Artefact, Job, Workshop


def fonts_beside(
    files: Mapping[str, bytes], names: Iterable[str], job: Job, kit: Mapping[str, Any], shop: Workshop
) -> Iterator[Artefact]:
    """Write files by name into fonts/ beside the deck, and the README; `names` are those that Office shows of them."""
    from generator.renderers import Artefact  # noqa: PLC0415  # that package imports this one

    if not files:
        return
    folder = shop.folder / job.folder / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(f"- {name}" for name in sorted(set(names)))
    readme = kit["strings"]["fonts_readme"].replace("{fonts}", listed)
    for name, data in sorted({**files, README: readme.encode()}.items()):
        (folder / name).write_bytes(data)
        yield Artefact(f"{job.folder}fonts/{name}", job.product.name, job.language)

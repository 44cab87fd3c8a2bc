"""What a limited child may read, write and take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.wording import marked

LIMIT_MEND = marked("look for what does not end, or grows without end; or remove your copy of the template")


@dataclass(frozen=True)
class Bounds:
    """`readable` files and folders besides the program itself, and the one folder, `room`, to write into.

    A step may take `seconds` of the processor's work, everything together `memory_mb`. `templates` is what messages
    name where no template is known.
    """

    readable: tuple[Path, ...]
    room: Path
    templates: str
    memory_mb: int
    seconds: float

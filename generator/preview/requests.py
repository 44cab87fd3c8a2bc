"""What a browser says, held to its form: anything else is refused as no browser of ours would ask."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from generator.schema.yaml import Path_

MOST_PARTS = 400  # fields of a form


async def said_in(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent."""
    async with request.form(max_files=0, max_fields=MOST_PARTS, max_part_size=1 << 16) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


def file_name(name: str) -> str:
    """Return the name of a file that has a form: event or brand."""
    if name not in ("event", "brand"):
        raise HTTPException(404)
    return name


def field_path(text: str) -> Path_:
    """Return a field's path, told as JSON: ["agenda", 0, "title"]."""
    try:
        steps = json.loads(text)
    except (ValueError, RecursionError):
        steps = None
    if not isinstance(steps, list) or not steps or not all(type(step) in (str, int) for step in steps):
        raise HTTPException(400)
    return tuple(steps)


def whole_number(text: str) -> int:
    """Return a whole number of few figures."""
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise HTTPException(400)
    return int(text)

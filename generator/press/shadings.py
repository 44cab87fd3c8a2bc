"""Gradients: their functions sampled anew in the colours they are to be printed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.press.colours import RGB, Use
from generator.press.rewrite import Ink, rgb_of

SAMPLES = 65  # between two stops

ToInk = Callable[[RGB, Use], Ink]


def separate_shading(pdf: pikepdf.Pdf, shading: Any, count: int, ink: ToInk) -> None:
    """Give an axial or radial gradient of `count` channels the colours that `ink` says; others stay as they are."""
    if int(shading.ShadingType) not in (2, 3) or not _known(shading.Function):
        return
    inks = len(ink((0, 0, 0), "line"))
    shading.Function = _sampled(pdf, shading.Function, ink, inks)
    shading.ColorSpace = Name.DeviceCMYK if inks == 4 else Name.DeviceGray
    if "/Background" in shading:
        shading.Background = Array(ink(rgb_of(list(shading.Background)), "line"))


def _known(function: Any) -> bool:
    """Return whether a function interpolates between colours, or stitches such together."""
    if not isinstance(function, Dictionary):
        return False
    kind = int(function.FunctionType)
    return kind == 2 or (kind == 3 and all(_known(part) for part in function.Functions))


def _sampled(pdf: pikepdf.Pdf, function: Any, ink: ToInk, inks: int) -> Any:
    """Return a stitched or interpolating function with its colours turned to inks, stops kept where they are."""
    if int(function.FunctionType) == 3:
        parts = [_sampled(pdf, part, ink, inks) for part in function.Functions]
        return Dictionary(
            FunctionType=3,
            Domain=function.Domain,
            Functions=Array(parts),
            Bounds=function.Bounds,
            Encode=function.Encode,
        )
    first = [float(each) for each in function.get("/C0", [0])]
    last = [float(each) for each in function.get("/C1", [1])]
    power = float(function.N)
    steps = [(step / (SAMPLES - 1)) ** power for step in range(SAMPLES)]
    colours = [ink(rgb_of(_between(first, last, share)), "line") for share in steps]
    samples = bytes(round(part * 255) for colour in colours for part in colour)
    stream = pdf.make_stream(samples)
    stream.FunctionType = 0
    stream.Domain = Array([0, 1])
    stream.Range = Array([0, 1] * inks)
    stream.Size = Array([SAMPLES])
    stream.BitsPerSample = 8
    return stream


def _between(first: Sequence[float], last: Sequence[float], share: float) -> list[float]:
    return [a + (b - a) * share for a, b in zip(first, last, strict=True)]

"""Small files that would take a careless reader all the memory, stack or time there is."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from itertools import accumulate

MB = 1 << 20


def _deflated(megabytes: int, start: bytes = b"", filler: bytes = b" ") -> bytes:
    """Return what inflates to `start` and megabytes of `filler`."""
    block = filler * (MB // len(filler))
    pack = zlib.compressobj(9)
    head = pack.compress(start) + pack.flush(zlib.Z_FULL_FLUSH)
    packed = pack.compress(block) + pack.flush(zlib.Z_FULL_FLUSH)  # the same bytes again for each block
    check = zlib.adler32(start)
    for _ in range(megabytes):
        check = zlib.adler32(block, check)
    return head + packed * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def _pdf(objects: dict[int, bytes], xref: bytes = b"", root: int = 1) -> bytes:
    """Return a PDF of these objects, with a table of them or with an xref stream of one's own."""
    parts, places, size = [b"%PDF-1.7\n"], dict[int, int](), 9
    for number, body in objects.items():
        places[number] = size
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    end = b"startxref\n%d\n%%%%EOF\n" % size
    if xref:
        return b"".join([*parts, xref, b"\n", end])
    count = max(objects) + 1
    rows = (b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, count))
    table = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return b"".join([*parts, table, *rows, b"trailer<</Size %d/Root %d 0 R>>\n" % (count, root), end])


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def object_stream(megabytes: int = 1024) -> bytes:
    """Return a PDF whose catalogue, pages and page lie in an object stream of that size."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>> ",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>> ",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> ",
    }
    starts = accumulate((len(each) for each in objects.values()), initial=0)
    index = b"".join(b"%d %d " % pair for pair in zip(objects, starts, strict=False))
    data = _deflated(megabytes, index + b"".join(objects.values()))
    packed = {4: _stream(b"/Type/ObjStm/N 3/First %d" % len(index), data)}
    rows = zlib.compress(bytes([0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 4, 1, 2, 0, 4, 2, 1, 0, 9, 0]))
    xref = _stream(b"/Type/XRef/Size 5/W[1 2 1]/Root 1 0 R", rows)
    return _pdf(packed, xref=b"5 0 obj\n" + xref + b"\nendobj")


def xref_stream(megabytes: int = 1024) -> bytes:
    """Return a PDF whose table of objects is of that size."""
    xref = _stream(b"/Type/XRef/Size 100000000/W[1 4 2]/Root 1 0 R", _deflated(megabytes, filler=b"\1\0"))
    return _pdf({1: b"<</Type/Catalog/Pages 2 0 R>>"}, xref=b"5 0 obj\n" + xref + b"\nendobj")


def cyclic_pages() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return _pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>",
        3: b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
    })  # fmt: skip


def deep_pages(depth: int = 50_000) -> bytes:
    """Return a PDF whose one page lies that deep in the page tree."""
    nodes = {
        number: b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1)
        for number in range(3, depth)
    }
    nodes[2] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 99 99]>>" % (depth - 1)
    return _pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", **nodes, depth: page})


def _page(content: bytes, extra: dict[int, bytes], resources: bytes = b"") -> bytes:
    return _pdf({
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        4: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        **extra,
    })  # fmt: skip


def deep_array(depth: int = 2_000_000) -> bytes:
    """Return a PDF with an array in an array in an array …"""
    return _page(b"", {5: b"[" * depth + b"]" * depth})


def nested_forms(levels: int = 12, times: int = 10) -> bytes:
    """Return a PDF that draws a form ten times, which draws a form ten times …"""
    content = b"/F Do " * times
    forms = {
        number: b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>stream\n"
        b"%s\nendstream" % (number + 1, len(content), content)
        for number in range(5, 5 + levels)
    }
    last = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n0 0 9 9 re f\nendstream"
    return _page(b"/F Do", {**forms, 5 + levels: last}, b"/XObject<</F 5 0 R>>")


def busy_page(paths: int = 10_000) -> bytes:
    """Return a PDF with text on that many translucent curves over the whole page."""
    curve = b"/G gs 0 0 m 99 0 0 99 99 99 c 0 99 l f\n"
    text = b"BT /F 9 Tf 9 9 Td (a) Tj ET\n"
    resources = b"/ExtGState<</G<</ca .5/BM/Luminosity>>>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return _page(text + curve * paths, {}, resources)


def huge_image(side: int = 60_000) -> bytes:
    """Return a PDF with an image of 3,600 million grey pixels."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (side, side)
    content = b"q 99 0 0 99 0 0 cm /I Do Q"
    return _page(content, {5: _stream(head, _deflated(side * side // MB))}, b"/XObject<</I 5 0 R>>")


def huge_mask(side: int = 20_000) -> bytes:
    """Return a PDF with a small image that has a mask of 400 million pixels."""
    mask = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (side, side)
    head = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R"
    extra = {5: _stream(head, zlib.compress(b"\0")), 6: _stream(mask, _deflated(side * side // MB))}
    return _page(b"q 99 0 0 99 0 0 cm /I Do Q", extra, b"/XObject<</I 5 0 R>>")


PDFS: dict[str, Callable[[], bytes]] = {
    "object stream": object_stream, "xref stream": xref_stream, "cyclic pages": cyclic_pages, "deep pages": deep_pages,
    "deep array": deep_array, "nested forms": nested_forms, "huge image": huge_image, "huge mask": huge_mask,
}  # fmt: skip

"""A .pptx of which few parts change."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from generator.personalise.package import _entry, _zipped

NAMES = st.sampled_from(["ppt/slides/slide1.xml", "docProps/core.xml", "ppt/media/image1.png", "ppt/media/image2.svg"])


@given(st.dictionaries(NAMES, st.binary(max_size=4000)))
def test_parts_that_are_packed_already_make_a_whole_zip(parts: dict[str, bytes]) -> None:
    data = _zipped([_entry(name, content) for name, content in parts.items()])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts
        stored = [each.filename for each in package.infolist() if each.compress_type == zipfile.ZIP_STORED]
        assert stored == [name for name in parts if name.endswith(".png")]
        assert all(each.date_time == (1980, 1, 1, 0, 0, 0) for each in package.infolist())

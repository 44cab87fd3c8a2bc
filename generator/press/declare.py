"""Declare a PDF to be PDF/X-4: output intent, metadata, and nothing that the standard forbids."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from generator.press.profile import Profile

VERSION = "PDF/X-4"
# Of the screen's: tags, bookmarks, links. On a plate they mean nothing, and links within the bleed are forbidden.
_SCREEN_ROOT = (
    "/StructTreeRoot",
    "/MarkInfo",
    "/Outlines",
    "/Names",
    "/Dests",
    "/OpenAction",
    "/AcroForm",
    "/PageMode",
)
_SCREEN_PAGE = ("/Annots", "/StructParents", "/Tabs")
_REGISTRY = "http://www.color.org"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>sosialisasi</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{document}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def declare(pdf: pikepdf.Pdf, profile: Profile, moment: datetime) -> None:
    """Make the document say that it is PDF/X-4 for the condition of `profile`, made at `moment` (UTC)."""
    for key in _SCREEN_ROOT:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in _SCREEN_PAGE:
            if key in page.obj:
                del page.obj[key]
    pdf.Root.OutputIntents = Array([pdf.make_indirect(_intent(pdf, profile))])
    title = str(pdf.docinfo.get("/Title", ""))
    stamp = String(f"D:{moment:%Y%m%d%H%M%S}Z")
    pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"] = stamp, stamp
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.docinfo["/GTS_PDFXVersion"] = String(VERSION)
    xmp = _XMP.format(
        title=escape(title),
        date=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        document=uuid.UUID(bytes=hashlib.sha256(_contents(pdf)).digest()[:16], version=4),
        producer=escape(str(pdf.docinfo.get("/Producer", ""))),
        version=VERSION,
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _contents(pdf: pikepdf.Pdf) -> bytes:
    return b"".join(page.obj.Contents.read_bytes() for page in pdf.pages)


def _intent(pdf: pikepdf.Pdf, profile: Profile) -> Dictionary:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.registered or profile.name),
        Info=String(profile.name),
        DestOutputProfile=pdf.make_stream(profile.data, N=4, Alternate=Name.DeviceCMYK),
    )
    if profile.registered:
        intent.RegistryName = String(_REGISTRY)
    return intent

"""Tells what a file is from its first bytes; the name only decides where bytes cannot (text is text).

Signatures: the public documentation of each format, and the WHATWG MIME Sniffing Standard for HTML.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from reader.formats.tar_headers import BLOCK, is_header

HEAD = 8192  # bytes that are enough to decide

# Kinds that hold saved pages, read now or by a format to come.
CONTAINERS = frozenset(
    {"mhtml", "warc", "arc", "wacz", "maff", "webscrapbook", "zip", "tar", "webarchive", "zim", "7z", "rar"}
)

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"\x00\x00\x02\x00", "ico"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"OTTO", "font"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"true\x00", "font"),
    (b"WARC/", "warc"),
    (b"filedesc:", "arc"),
    (b"ZIM\x04", "zim"),
    (b"bplist00", "bplist"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"FWS", "flash"),
    (b"CWS", "flash"),
    (b"ZWS", "flash"),
    (b"FLV\x01", "video"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"fLaC", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"0&\xb2u\x8ef\xcf\x11", "video"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "database"),
    (b"\x00\x05\x16\x07", "mac-metadata"),
    (b"\x00\x05\x16\x00", "mac-metadata"),
    (b"BM", "bmp"),
)

# A document begins with one of these (after blanks, comments and an XML declaration): HTML whatever its name.
_PAGE_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|frameset|noframes)(?=[\s>/:])", re.I
)
# Any of these near the beginning makes text HTML, unless its name says that it is program text.
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|base|link|script|style|table|tbody|tr|td|div|span|p|br|hr|h[1-6]|center|"
    rb"font|form|iframe|img|a|ul|ol|li|b|i|strong|em|article|section|header|nav|main|frameset|frame)(?=[\s>/])",
    re.I,
)
_FILLER = re.compile(rb"(?:\s+|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))+", re.S)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)[\s>]")
_SVG = re.compile(rb"<(?:!doctype\s+)?svg[\s>]", re.I)
_MAIL_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MULTIPART = re.compile(
    rb"^content-type:\s*multipart/|^mime-version:|^snapshot-content-location:", re.I | re.M
)
_BOUNDARY = re.compile(rb"\s*--[^\s<>]{1,200}\r?\nContent-[A-Za-z-]+:", re.I)  # a message without its head
_SELF_EXTRACTING = re.compile(rb"\s*(?:<!doctype[^>]*>\s*)?<html\s[^>]{0,1000}\bdata-sfz\b", re.I)
_HTTP_LINE = re.compile(rb"HTTP/\d(?:\.\d)? \d{3}")
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")

_ZIPPED_OFFICE = re.compile(
    rb"\[Content_Types\]\.xml|application/vnd\.oasis|(?:word|xl|ppt)/\w|META-INF/MANIFEST", re.I
)
_ZIPPED_RECORDS = re.compile(
    rb"PK\x03\x04.{26}(?:indexes/index\.(?:cdx|idx)|pages/pages\.jsonl|archive/[^\x00-\x1f]{1,200}\.w?arc(?:\.gz)?)",
    re.S | re.I,
)
_ZIPPED_PAGES = re.compile(rb"\.x?html?(?:PK|[^\w]|\Z)", re.I)
_NAMED_RECORDS = re.compile(rb"\.w?arc(?:\.gz)?(?:PK|[^\w]|\Z)", re.I)

# Names of text that is no page, whatever tags stand in it.
_TEXT_ENDINGS = {
    "css": "css",
    "js": "script",
    "mjs": "script",
    "json": "json",
    "jsonld": "json",
    "map": "json",
    "webmanifest": "json",
    "csv": "table",
    "tsv": "table",
    "vtt": "subtitles",
    "srt": "subtitles",
    "svg": "svg",
    "log": "plain-text",
    "txt": "plain-text",
    "md": "plain-text",
    "cdx": "archive-index",
    "cdxj": "archive-index",
}
_PACKED_TAR = re.compile(r"\.(?:tar\.(?:bz2|xz)|tbz2?|txz)\Z", re.I)
_RECORDS = {"warc": "warc", "arc": "arc"}
_RECORD = re.compile(rb"(?:\A|\n)(?:WARC/\d|https?://\S[^\n]* \d{14} )")
_SOURCE_ENDINGS = frozenset(
    ["cs", "java", "less", "py", "rb", "scss", "sh", "sql", "ts", "vb", "vue", "yaml", "yml"]
)
_PAGE_ENDINGS = frozenset(
    ["html", "htm", "xhtml", "xht", "shtml", "phtml", "php", "asp", "aspx", "jsp", "cfm", "do", "cgi", "orig"]
)
_CONTAINER_ENDINGS = frozenset(
    ["mht", "mhtml", "warc", "arc", "wacz", "maff", "htz", "webarchive", "zim", "zip", "tar", "7z", "rar"]
)
# A mirror appends the query ("page.aspx@id=3", "style.css?v=2") and wget a counter ("index.html.1").
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,11})(?:[@?].*|\.\d{1,3})?\Z", re.S)
_SOURCE_START = re.compile(rb"<\?php|<%@|#!\s*/|#include\b")
# Program text that a mirror gave a page's name: how scripts and style sheets begin, and no page does.
_PROGRAM_START = re.compile(
    rb"/\*|//|[;!(]*function\b|(?:var|let|const)\s+\w+\s*=|[\"']use strict|(?:window|document|jQuery)[.(]|"
    rb"\$\(|define\(|@(?:charset|import|media)\b|[.#\w][^<>{};]{0,200}\{\s*[\w-]{1,40}\s*:"
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file is: ``kind``, and for gzip what is inside (``packed``)."""

    kind: str
    packed: bool = False


def sniff(head: bytes, name: str = "") -> Sniffed:
    """The kind of a file with these first bytes (``HEAD`` of them are enough). Never raises.

    ``html`` also for text without a tag that is named like a page; ``empty``, ``binary`` (no known signature)
    and ``plain-text`` are what remains.
    """
    if head.startswith(b"\x1f\x8b"):
        inner = _inflate(head)
        bare = re.sub(r"\.t?gz$", "", name, flags=re.I)
        kind = sniff(inner, bare).kind if inner else _RECORDS.get(ending(bare) or "", "gzip")
        return Sniffed(kind, packed=True)
    if head.startswith((b"BZh", b"\xfd7zXZ\0")) and _PACKED_TAR.search(name):
        return Sniffed("tar", packed=True)  # of bzip2 the first bytes give nothing
    kind = _kind(head, name)
    if (known := _RECORDS.get(ending(name) or "")) and (
        kind in ("binary", "plain-text") or _RECORD.search(head)
    ):
        return Sniffed(known)  # records are found behind whatever stands before them
    return Sniffed(kind)


def named_like_a_page(name: str) -> bool:
    """Whether a file of this name was meant to be a page."""
    return (known := ending(name)) is None or known in _PAGE_ENDINGS


def named_like_a_container(name: str) -> bool:
    """Whether a file of this name was meant to hold saved pages in some archive format."""
    return ending(name) in _CONTAINER_ENDINGS


def ending(name: str) -> str | None:
    """The ending of a file's name in lower case without the dot, or None when it has none."""
    found = _ENDING.search(re.sub(r"\.t?gz\Z", "", name, flags=re.I))
    return found[1].lower() if found else None


def as_ascii(head: bytes) -> bytes:
    """The bytes with UTF-16 reduced to one byte a sign, so that ASCII patterns can be looked for."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16-le" if head.startswith(b"\xff\xfe") else "utf-16-be"
        return head[2:].decode(codec, "replace").encode("ascii", "replace")
    sample = head[:512]
    if len(sample) >= 16:
        half = len(sample) // 2
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > 0.4 * half and even < 0.1 * half:
            return head.decode("utf-16-le", "replace").encode("ascii", "replace")
        if even > 0.4 * half and odd < 0.1 * half:
            return head.decode("utf-16-be", "replace").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _kind(head: bytes, name: str) -> str:
    if not head:
        return "empty"
    if (known := _by_magic(head, name)) is not None:
        return known
    text = as_ascii(head)
    if _SELF_EXTRACTING.match(text):
        return "singlefilez"  # the zip file may follow at once
    if (_MAIL_LINE.match(text.lstrip()) and _MULTIPART.search(text)) or _BOUNDARY.match(text):
        return "mhtml"  # its parts may be binary
    controls = len(_CONTROLS.findall(text[:4096]))
    start = _FILLER.match(text)
    body = text[start.end() :] if start else text
    looked_at = len(text[:4096])
    if controls > 0.02 * looked_at + 2:
        # Capitals of TCVN 5712 and VISCII are control bytes: what begins like a page may have more of them.
        return "html" if _PAGE_START.match(body) and controls < 0.25 * looked_at else "binary"
    return _text_kind(text, body, name)


def _by_magic(head: bytes, name: str) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind == "bplist":
                return (
                    "webarchive" if b"WebMainResource" in head or name.endswith(".webarchive") else "binary"
                )
            if kind in ("bmp", "program", "flash", "audio") and b"\x00" not in head[:64]:
                continue  # two or three letters that a text may begin with as well
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(head, name)
    if head[257:262] == b"ustar" or (b"\0" in head[:BLOCK] and is_header(head[:BLOCK])):
        return "tar"
    if head.startswith(b"RIFF"):
        return "webp" if head[8:12] == b"WEBP" else "audio"
    if head[4:8] == b"ftyp":
        return "avif" if head[8:12] in (b"avif", b"avis", b"heic", b"mif1") else "video"
    return None


def _zip_kind(head: bytes, name: str) -> str:
    by_name = ending(name)
    if by_name in ("wacz", "maff"):
        return by_name
    if by_name == "htz":
        return "webscrapbook"
    if _ZIPPED_RECORDS.search(head):
        return "wacz"
    if by_name == "epub" or b"mimetypeapplication/epub+zip" in head[:128]:
        return "epub"
    if by_name in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "jar") or _ZIPPED_OFFICE.search(head[:1024]):
        return "office"
    return "zip"


def zip_of_pages(tail: bytes) -> bool:
    """Whether the end of a zip file (its table of names) names a page."""
    return _ZIPPED_PAGES.search(tail) is not None


def zip_of_records(tail: bytes) -> bool:
    """Whether the end of a zip file names archives of web records."""
    return _NAMED_RECORDS.search(tail) is not None


def _text_kind(text: bytes, body: bytes, name: str) -> str:
    if _HTTP_LINE.match(text):  # wget --save-headers
        rest = re.split(rb"\r?\n\r?\n", text, maxsplit=1)
        inner = sniff(rest[1], name).kind if len(rest) == 2 else "plain-text"
        return inner if inner == "html" else "http-response"
    if name.lower() == "robots.txt":
        return "robots"
    if _PAGE_START.match(body):
        return "html"
    if b"<plist" in text and (b"WebMainResource" in text or name.endswith(".webarchive")):
        return "webarchive"
    if _SVG.match(body):
        return "svg"
    if _FEED.match(body):
        return "feed"
    if _SITEMAP.match(body):
        return "sitemap"
    by_name = ending(name)
    if by_name in _TEXT_ENDINGS:
        return _TEXT_ENDINGS[by_name]
    start = text.lstrip()
    if _SOURCE_START.match(start) or by_name in _SOURCE_ENDINGS:
        return "source"
    if _PROGRAM_START.match(start):
        return "script"
    if _MARKUP.search(text):
        return "html"
    if start.startswith(b"<?xml") or by_name in ("xml", "rss", "xsl", "xsd", "rdf"):
        return "xml"
    if start.startswith((b"{", b"[")):
        return "json"
    return "html" if by_name in _PAGE_ENDINGS else "plain-text"


def _inflate(head: bytes) -> bytes:
    """The first bytes inside a gzip stream; empty when it is none."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return b""  # a truncated or damaged stream

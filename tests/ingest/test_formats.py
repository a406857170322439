"""Each format gives its text, and what it says of publisher, time, title and address."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corroborate.ingest import FORMATS, Extracted, Limits, gather
from corroborate.model import Original, fingerprint
from ingest.making import SAID, feed, mail, originals, packed, page, pdf, put, take, telegram, warc, word


def test_a_saved_page(tmp_path: Path) -> None:
    described = json.dumps({"@type": "NewsArticle", "headline": "Bridge hit, mayor says", "datePublished": "2031-05-03T21:40:00+02:00",
                            "publisher": {"name": "Tessaly Post"}})  # fmt: skip
    head = f'<script type="application/ld+json">{described}</script><link rel="canonical" href="https://post.example/bridge">'
    (document,), problems = take(put(tmp_path / "saved", page(head=head)))
    assert not problems and all(sentence in document.text for sentence in SAID)
    assert "Read more" not in document.text and "Copyright" not in document.text
    assert (document.publisher, document.title, document.url) == ("Tessaly Post", "Bridge hit, mayor says", "https://post.example/bridge")
    assert document.published == date(2031, 5, 3)
    assert document.published_at and document.published_at.astimezone(UTC) == datetime(2031, 5, 3, 19, 40, tzinfo=UTC)
    assert document.tool.startswith("corroborate ") and "; trafilatura " in document.tool and document.language == "en"


def test_a_page_that_states_its_time_in_meta_elements_only(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2031-05-03T21:40:00Z"><meta property="og:site_name" content="Aldo Wire">'
    (document,), _ = take(put(tmp_path / "1.html", page(head=head)))
    assert document.publisher == "Aldo Wire" and document.published_at == datetime(2031, 5, 3, 21, 40, tzinfo=UTC)


def test_no_day_is_guessed_for_a_page_that_states_none(tmp_path: Path) -> None:
    (document,), _ = take(put(tmp_path / "1.html", page()))
    assert document.published is None and document.published_at is None


def test_a_stub_before_a_paywall_is_kept_and_said(tmp_path: Path) -> None:
    documents, problems = take(put(tmp_path / "1.html", page("<p>At least 16 people were killed in Port Aldo.</p>")))
    assert len(documents) == 1 and "words of text" in problems[0].message
    documents, problems = take(put(tmp_path / "2.html", "<html><body><img src='x.png'></body></html>"))
    assert not documents and "no main text" in problems[0].message


def test_a_pdf_joins_its_lines_and_drops_its_running_heads(tmp_path: Path) -> None:
    ends = [f"That was part {word} of the four parts of this long and careful bulletin." for word in ("one", "two", "three", "four")]
    data = pdf(*["\n".join([f"Of {end[9:17]}", *SAID, end]) for end in ends], title="Situation in Port Aldo")
    (document,), problems = take(put(tmp_path / "1.pdf", data))
    assert not problems and document.title == "Situation in Port Aldo" and document.media_type == "application/pdf"
    lines = document.text.split("\n")
    assert SAID[0] in lines and SAID[2] in lines
    assert "Bulletin" not in document.text and "Page" not in document.text


def test_a_word_document(tmp_path: Path) -> None:
    (document,), _ = take(put(tmp_path / "1.docx", word(*SAID, title="Bridge")))
    assert document.text.split("\n") == [*SAID, "Injured | 40"] and document.title == "Bridge"


def test_a_mail_with_an_attached_report(tmp_path: Path) -> None:
    sentence = "At least 16 people were killed when shells hit the bridge on Tuesday{}night, the mayor said. The search goes on."
    wrapped = sentence.format("\n") + "\n\nMore follows.\n"
    put(tmp_path / "1.eml", mail(wrapped, "<p>not this</p>", {"sitrep.pdf": pdf(SAID[0]), "logo.bin": b"\x89PNG\r\n\x1a\n"}))
    (text, attached), problems = take(tmp_path)
    assert [p.document for p in problems] == ["1.eml/logo.bin"] and (text.name, attached.name) == ("1.eml", "1.eml/sitrep.pdf")
    assert text.text == sentence.format(" ") + "\nMore follows."
    assert (text.publisher, text.title, text.published) == ("Tessaly Relief", "Update on the bridge", date(2031, 5, 3))
    assert attached.text.endswith(SAID[0]) and attached.publisher is None


def test_a_mail_in_html_only(tmp_path: Path) -> None:
    (document,), _ = take(put(tmp_path / "1.eml", mail(html=page())))
    assert SAID[0] in document.text and "trafilatura" in document.tool


def test_a_page_saved_as_mime(tmp_path: Path) -> None:
    head = "From: <Saved by a browser>\nSnapshot-Content-Location: https://post.example/b\nDate: Mon, 5 May 2031 09:00:00 -0000\n"
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\nContent-Type: text/html\n\n'
    stated = '<meta property="article:published_time" content="2031-05-03"><meta property="og:site_name" content="Tessaly Post">'
    (document,), problems = take(put(tmp_path / "1.mht", head + kind + page(head=stated) + "\n--B--\n"))
    assert (document.publisher, document.url, document.published) == ("Tessaly Post", "https://post.example/b", date(2031, 5, 3))
    assert document.media_type == "text/html" and SAID[0] in document.text and not problems


def test_json_lines_with_their_usual_names(tmp_path: Path) -> None:
    lines = [
        {"text": SAID[0], "publisher": "Tessaly Post", "published": "2031-05-03", "title": "Bridge", "url": "https://post.example/1"},
        {"content": SAID[1], "source": {"name": "Aldo Wire"}, "publishedAt": "2031-05-03T20:00:00Z", "headline": "Bodies", "link": "x:y"},
        {"title": "no text"},
    ]
    put(tmp_path / "a.jsonl", "\n".join([*map(json.dumps, lines), "{broken", ""]))
    (one, two), problems = take(tmp_path)
    assert (one.name, one.publisher, one.published, one.title) == ("a.jsonl#1", "Tessaly Post", date(2031, 5, 3), "Bridge")
    assert (two.publisher, two.title, two.published_at) == ("Aldo Wire", "Bodies", datetime(2031, 5, 3, 20, tzinfo=UTC))
    assert [p.document for p in problems] == ["a.jsonl#3", "a.jsonl#4"]


def test_an_ambiguous_day_in_json_is_left_open_and_said(tmp_path: Path) -> None:
    documents, problems = take(put(tmp_path / "a.jsonl", json.dumps({"text": SAID[0], "date": "04/05/2031"})))
    assert documents[0].published is None and "ambiguous" in problems[0].message


RSS = (
    "<item><guid>b-1</guid><title>Bridge</title><link>https://wire.example/1</link><pubDate>Sat, 03 May 2031 21:40:00 +0200</pubDate>"
    "<description>&lt;p&gt;At least 16 people were killed&lt;/p&gt;&lt;p&gt;in Port Aldo &amp;amp; Varenne.&lt;/p&gt;</description></item>"
)


def test_a_feed_gives_an_entry_each(tmp_path: Path) -> None:
    put(tmp_path / "f.xml", feed(RSS, "<item><guid>b-2</guid><title>Empty</title></item>"))
    (document,), problems = take(tmp_path)
    assert document.text == "At least 16 people were killed\nin Port Aldo & Varenne."
    assert (document.publisher, document.title, document.url) == ("Aldo Wire", "Bridge", "https://wire.example/1")
    assert document.published_at == datetime(2031, 5, 3, 19, 40, tzinfo=UTC) and len(problems) == 1
    early = RSS.replace("21:40", "00:10")
    assert take(put(tmp_path / "g.xml", feed(early)))[0][0].published == date(2031, 5, 3)


def test_an_entry_keeps_its_name_when_the_feed_moves_on(tmp_path: Path) -> None:
    first, _ = take(put(tmp_path / "f.xml", feed(RSS)))
    later, _ = take(put(tmp_path / "f.xml", feed(RSS.replace("b-1", "b-9").replace("16", "19"), RSS)))
    assert first[0].name == later[1].name and first[0].id == later[1].id and first[0].sha256 == later[1].sha256


def test_an_atom_feed(tmp_path: Path) -> None:
    dated = "<id>e1</id><title>Bridge</title><updated>2031-05-03T21:40:00Z</updated>"
    entry = f'<entry>{dated}<content type="html">{SAID[0]}</content></entry>'
    (document,), problems = take(put(tmp_path / "f.atom", feed(entry, atom=True)))
    assert document.text == SAID[0] and document.published == date(2031, 5, 3) and not problems


def test_a_telegram_channel(tmp_path: Path) -> None:
    messages = [
        {"text": ["At least ", {"type": "bold", "text": "16 people"}, " were killed."], "date_unixtime": "1935610800"},
        {"text": "The bridge is closed.", "forwarded_from": "Aldo Wire"},
        {"text": "", "photo": "x.jpg"},
    ]
    (one, two), problems = take(put(tmp_path / "result.json", telegram(*messages)))
    assert (one.name, one.text, one.publisher) == ("result.json#1", "At least 16 people were killed.", "Bridge Watch")
    assert one.published_at == datetime.fromtimestamp(1935610800, UTC) and two.published == date(2031, 5, 3)
    assert two.text == "Forwarded from Aldo Wire\n\nThe bridge is closed." and "1 message(s)" in problems[0].message


def test_a_private_telegram_chat_is_no_report(tmp_path: Path) -> None:
    documents, problems = take(put(tmp_path / "result.json", telegram({"text": "secret words"}, kind="personal_chat")))
    assert not documents and "private" in problems[0].message and "secret" not in repr(problems)


def test_a_web_archive(tmp_path: Path) -> None:
    body = f"<p>{SAID[0]}</p><p>The café in Port Aldo was hit too, and nobody who was inside came out of it unhurt.</p>"
    latin = page(body).encode("latin-1")
    data = warc(("https://post.example/b", "text/html; charset=iso-8859-1", latin), ("https://post.example/x.png", "image/png", b"\x89PNG"),
                ("https://post.example/r.pdf", "application/pdf", pdf(SAID[0])))  # fmt: skip
    (one, two), problems = take(put(tmp_path / "a.warc.gz", data))
    assert (one.name, one.url) == ("a.warc.gz#2", "https://post.example/b") and "café" in one.text and not problems
    assert two.media_type == "application/pdf" and two.url == "https://post.example/r.pdf"


def test_a_wacz_gives_its_pages_only(tmp_path: Path) -> None:
    bodies = {n: page(f"<p>{n}: {SAID[0]}</p><p>{SAID[1]}</p>").encode() for n in ("page", "frame")}
    records = [(f"https://post.example/{n}", "text/html", data) for n, data in bodies.items()]
    pages = '{"format": "json-pages-1.0"}\n{"url": "https://post.example/page", "title": "Bridge"}\n'
    data = packed({"archive/data.warc.gz": warc(*records), "pages/pages.jsonl": pages, "datapackage.json": "{}"})
    (document,), problems = take(put(tmp_path / "a.wacz", data))
    assert (document.name, document.url) == ("a.wacz/data.warc.gz#2", "https://post.example/page") and not problems


def test_archives_nest(tmp_path: Path) -> None:
    inner = packed({"2.txt": SAID[1], "3.txt.gz": gzip.compress(SAID[2].encode())})
    put(tmp_path / "mail.zip", packed({"a/1.html": page(), "b.zip": inner, ".hidden": "x", "__MACOSX/1.html": "x"}))
    documents, problems = take(tmp_path)
    assert [d.name for d in documents] == ["mail.zip/a/1.html", "mail.zip/b.zip/2.txt", "mail.zip/b.zip/3.txt"] and not problems


def test_a_zip_with_a_listing(tmp_path: Path) -> None:
    put(tmp_path / "case.zip", packed({"c/reports.csv": "file,publisher\n1.txt,Tessaly Post\n", "c/1.txt": SAID[0], "c/2.txt": SAID[1]}))
    (document,), problems = take(tmp_path / "case.zip")
    assert (document.name, document.publisher) == ("case.zip/c/1.txt", "Tessaly Post") and not problems


def test_what_is_no_report_is_one_problem_each(tmp_path: Path) -> None:
    things = {
        "a.png": b"\x89PNG\r\n\x1a\n\0", "b.exe": b"MZ\x90\0\3", "c.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "d.txt": b"",
        "e.bin": bytes(range(256)) * 9, "f.csv": b"a,b\n1,2\n", "g.txt": b" \n\n", "h.xlsx": packed({"xl/workbook.xml": "<x/>"}),
        "i.pdf": b"%PDF-1.4 broken", "j.zip": b"PK\3\4broken",
    }  # fmt: skip
    for name, data in things.items():
        put(tmp_path / name, data)
    documents, problems = take(tmp_path)
    assert not documents and [p.document for p in problems] == sorted(things)
    assert all(p.message and p.hint and "\n" not in p.message and p.stage == "ingest" for p in problems)


def test_an_identical_copy_is_recorded_as_one(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "sub/3.txt"):
        put(tmp_path / name, SAID[0])
    documents, _ = take(tmp_path)
    assert [d.copy_of for d in documents] == [None, documents[0].id, documents[0].id] and len({d.id for d in documents}) == 3
    stored = {documents[0].sha256: documents[0].id}
    again = [o.document for o in gather([tmp_path], Limits(), documents[0].received, stored.get) if isinstance(o, Original)]
    assert again == documents


def test_the_id_hashes_bytes_name_and_metadata(tmp_path: Path) -> None:
    put(tmp_path / "reports.csv", "file,publisher,published,url,title\n1.txt,Tessaly Post,2031-05-03,https://post.example/1,Bridge\n")
    put(tmp_path / "1.txt", SAID[0])
    ((original),), _ = originals(tmp_path)
    d = original.document
    assert d.id == "d" + fingerprint(d.sha256, "1.txt", "Tessaly Post", date(2031, 5, 3), "https://post.example/1", "Bridge")
    assert original.data == SAID[0].encode()


def test_equal_names_of_two_folders_stay_apart(tmp_path: Path) -> None:
    a, b = put(tmp_path / "a" / "1.txt", SAID[0]), put(tmp_path / "b" / "1.txt", SAID[1])
    documents, _ = take(a.parent, b.parent)
    assert [d.name for d in documents] == ["1.txt", "b/1.txt"]


def test_a_format_can_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "text/plain", lambda received, limits: iter([Extracted("other " + received.head(5).decode(), "text/x")]))
    (document,), _ = take(put(tmp_path / "x.txt", "plain words"))
    assert (document.text, document.media_type) == ("other plain", "text/x")

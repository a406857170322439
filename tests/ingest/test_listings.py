"""reports.csv and reports.xlsx win over what a report says, name the only reports, and are read however they were saved."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingest.making import SAID, packed, page, put, take, workbook


def folder(root: Path, listing: bytes | str, name: str = "reports.csv") -> Path:
    """A folder with a listing and three reports."""
    put(root / name, listing)
    for n, said in enumerate(SAID, start=1):
        put(root / f"{n}.txt", said)
    return root


SAVED = {
    "plain": "file,publisher,published\r\n1.txt,Tessaly Post,2031-05-03\r\n",
    "marked": "\ufefffile,publisher,published\n1.txt,Tessaly Post,2031-05-03\n",
    "semicolons": "File;Publisher;Published\n1.txt;Tessaly Post;2031-05-03\n",
    "tabs": "FILE\tPUBLISHER\tPUBLISHED\n1.txt\tTessaly Post\t2031-05-03\n",
    "blank lines": "\n\nfile,publisher,published\n,,\n1.txt,Tessaly Post,2031-05-03\n\n\n",
    "quotes": '"file","publisher","published"\n"1.txt","Tessaly Post","2031-05-03"\n',
    "more columns": "note,published,file,publisher\nx,2031-05-03,./1.txt,  Tessaly   Post \n",
    "CR only": "file,publisher,published\r1.txt,Tessaly Post,2031-05-03\r",
    "UTF-16": "file,publisher,published\n1.txt,Tessaly Post,2031-05-03\n",
}


@pytest.mark.parametrize("how", SAVED)
def test_however_it_was_saved(tmp_path: Path, how: str) -> None:
    data = SAVED[how].encode("utf-16" if how == "UTF-16" else "utf-8")
    (document,), problems = take(folder(tmp_path, data))
    assert (document.name, document.publisher, document.published, document.title) == ("1.txt", "Tessaly Post", date(2031, 5, 3), None)
    assert not problems


def test_windows_1252(tmp_path: Path) -> None:
    (document,), _ = take(folder(tmp_path, "file;publisher\n1.txt;Agência Aldo – notícias\n".encode("cp1252")))
    assert document.publisher == "Agência Aldo – notícias"


def test_a_workbook(tmp_path: Path) -> None:
    head = ("File", "Published", "Publisher", "Title")
    rows = head, ("1.txt", date(2031, 5, 3), "Tessaly Post", "Bridge"), ("2.txt", "3 May 2031", None, None)
    (one, two), problems = take(folder(tmp_path, workbook(*rows), "reports.xlsx"))
    assert (one.publisher, one.published, one.title, one.published_at) == ("Tessaly Post", date(2031, 5, 3), "Bridge", None)
    assert (two.publisher, two.published) == (None, date(2031, 5, 3)) and not problems


def test_it_wins_over_what_the_page_says(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="Copier"><meta property="article:published_time" content="2031-05-01T10:00:00Z">'
    put(tmp_path / "1.html", page(head=head + '<meta property="og:title" content="Old title">'))
    put(tmp_path / "reports.csv", "file,publisher,published,url,title\n1.html,Tessaly Post,2031-05-03,https://post.example/1,\n")
    (document,), _ = take(tmp_path)
    assert (document.publisher, document.published, document.published_at) == ("Tessaly Post", date(2031, 5, 3), None)
    assert (document.url, document.title) == ("https://post.example/1", "Old title")


def test_the_hour_of_the_same_day_is_kept(tmp_path: Path) -> None:
    put(tmp_path / "1.html", page(head='<meta property="article:published_time" content="2031-05-03T10:00:00Z">'))
    put(tmp_path / "reports.csv", "file,published\n1.html,2031-05-03\n")
    assert take(tmp_path)[0][0].published_at == datetime(2031, 5, 3, 10, tzinfo=UTC)


def test_an_ambiguous_day_is_left_open_and_said(tmp_path: Path) -> None:
    rows = "file,published\n1.txt,04/05/2031\n2.txt,31/02/2031\n3.txt,soon\n"
    documents, problems = take(folder(tmp_path, rows))
    assert [d.published for d in documents] == [None, None, None]
    assert [p.document for p in problems] == ["reports.csv, row 2", "reports.csv, row 3", "reports.csv, row 4"]
    assert "ambiguous" in problems[0].message and "1.txt" in problems[0].message and "YYYY-MM-DD" in problems[0].hint


def test_files_that_are_missing_or_elsewhere(tmp_path: Path) -> None:
    put(tmp_path / "secret.txt", SAID[0])
    rows = "file,publisher\n1.txt,A\n9.txt,B\n../secret.txt,C\n/etc/hostname,D\nC:\\x.txt,E\n,F\n1.txt,G\n=1+1,H\n"
    (document,), problems = take(folder(tmp_path / "case", rows))
    assert document.publisher == "A" and len(problems) == 7
    assert sum("leaves the folder" in p.message for p in problems) == 3
    assert any(p.document == "9.txt" and "not there" in p.message for p in problems)


def test_formulas_are_words(tmp_path: Path) -> None:
    (document,), _ = take(folder(tmp_path, 'file,publisher,title\n1.txt,"=HYPERLINK(""x"",""y"")","A ""quoted"" title,\nbroken"\n'))
    assert (document.publisher, document.title) == ('=HYPERLINK("x","y")', 'A "quoted" title, broken')


@pytest.mark.parametrize("listing", ["", "\n\n", "file,publisher\n", "name,publisher\n1.txt,A\n", b"\x00\x01\x02\x03" * 50])
def test_a_listing_that_is_none_lets_nothing_in(tmp_path: Path, listing: bytes | str) -> None:
    documents, problems = take(folder(tmp_path, listing))
    assert not documents and len(problems) == 1 and problems[0].document == "reports.csv" and "no file of its folder" in problems[0].message


def test_what_is_said_of_a_file_of_many_reports(tmp_path: Path) -> None:
    rows = "a.jsonl,Tessaly Post,2031-05-03,Archive\nb.zip,Aldo Wire,2031-05-02,Box\n"
    put(tmp_path / "reports.csv", "file,publisher,published,title\n" + rows)
    lines = {"text": SAID[0], "publisher": "x", "date": "2031-05-01", "title": "T"}, {"text": SAID[1]}
    put(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    put(tmp_path / "b.zip", packed({"1.txt": SAID[2]}))
    documents, _ = take(tmp_path)
    assert [(d.publisher, d.published and d.published.day, d.title) for d in documents] == [
        ("Tessaly Post", 1, "T"), ("Tessaly Post", 3, None), ("Aldo Wire", 2, None),
    ]  # fmt: skip


def test_each_listing_rules_its_own_folder(tmp_path: Path) -> None:
    folder(tmp_path / "a", "file,publisher\n1.txt,A\nsub/4.txt,B\n")
    put(tmp_path / "a" / "sub" / "4.txt", "Four people were hurt in Port Aldo.")
    put(tmp_path / "b" / "5.txt", "Five people were hurt in Port Aldo.")
    documents, _ = take(tmp_path)
    assert [d.name for d in documents] == ["a/1.txt", "a/sub/4.txt", "b/5.txt"]


def test_a_glob_that_names_the_listing_and_the_files(tmp_path: Path) -> None:
    root = folder(tmp_path, "file,publisher\n1.txt,A\n")
    documents, problems = take(*sorted(root.iterdir()))
    assert [(d.name, d.publisher) for d in documents] == [("1.txt", "A")] and not problems


def test_names_written_on_another_system_match(tmp_path: Path) -> None:
    put(tmp_path / "sub" / "cafe\u0301.txt", SAID[0])
    put(tmp_path / "reports.csv", "file\nsub\\caf\u00e9.txt\n")
    assert len(take(tmp_path)[0]) == 1


def test_a_saved_page_is_read_without_its_folder_of_parts(tmp_path: Path) -> None:
    put(tmp_path / "page.html", page())
    put(tmp_path / "page_files" / "frame.html", page())
    documents, problems = take(tmp_path)
    assert [d.name for d in documents] == ["page.html"] and not problems


def test_a_file_name_in_the_bytes_of_an_old_windows_archive_is_the_one_that_the_listing_names(tmp_path: Path) -> None:
    put(tmp_path / "reports.csv", "file,publisher\ncafé.txt,Port Aldo Post\n")
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(SAID[0], encoding="utf-8")
    except OSError:
        pytest.skip("this file system holds no such name")
    reports, problems = take(tmp_path)
    assert ([d.publisher for d in reports], problems) == (["Port Aldo Post"], [])

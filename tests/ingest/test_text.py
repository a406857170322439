"""Plain text comes in as it is, and offsets into it hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.ingest.encodings import decode
from corroborate.model import Span
from ingest.making import NOW, take


def test_nothing_is_normalised(tmp_path: Path) -> None:
    data = "\ufeffPort Aldo\r\n“Sixteen” were hurt.\rTwo\u2028lines\n".encode()
    (tmp_path / "1.txt").write_bytes(data)
    (document,), problems = take(tmp_path / "1.txt")
    assert document.text == data.decode("utf-8") and document.text.startswith("\ufeff") and not problems
    assert (document.title, document.published, document.media_type, document.received) == (None, None, "text/plain", NOW)


def test_a_folder_with_reports_csv(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("file,publisher,published\n1.txt,Tessaly Post,2031-05-03\n2.txt,,\n", "utf-8")
    for name in ("1.txt", "2.txt", "notes.txt"):
        (tmp_path / name).write_text(f"Report {name} from Port Aldo.", "utf-8")
    documents, problems = take(tmp_path)
    assert [(d.name, d.publisher, d.published) for d in documents] == [("1.txt", "Tessaly Post", date(2031, 5, 3)), ("2.txt", None, None)]
    assert not problems


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.data())
def test_spans_point_into_the_decoded_bytes(text: str, data: st.DataObject) -> None:
    raw = text.encode("utf-8")
    decoded, charset = decode(raw)
    assert decoded.encode(charset) == raw
    start = data.draw(st.integers(0, len(decoded) - 1))
    end = data.draw(st.integers(start + 1, len(decoded)))
    assert Span.of("d1", decoded, start, end).text == raw.decode(charset)[start:end]

"""However a file is damaged, the intake answers with documents and problems, and raises nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.making import SAID, feed, mail, packed, page, put, take, telegram, warc, word, workbook

MADE: dict[str, bytes] = {
    "1.txt": SAID[0].encode(),
    "1.html": page().encode(),
    "1.docx": word(*SAID),
    "1.eml": mail(SAID[0], attached={"a.zip": packed({"1.txt": SAID[1]})}),
    "1.jsonl": b'{"text": "At least 16 people were killed.", "date": "2031-05-03"}\n{"text": "x"}',
    "1.xml": feed("<item><title>Bridge</title><description>Sixteen were killed.</description></item>").encode(),
    "result.json": telegram({"text": SAID[0]}, {"text": [SAID[1]]}).encode(),
    "1.warc.gz": warc(("https://post.example/1", "text/html", page().encode())),
    "2.warc": warc(("https://post.example/1", "text/plain; charset=utf-8", SAID[0].encode()), compressed=False),
    "1.zip": packed({"reports.csv": "file,published\na.txt,2031-05-03\n", "a.txt": SAID[0]}),
    "1.yaml": b"kind: tip\nwhat: Sixteen\nwhen: 2031-05-03\nsource: Heron-4\n",
    "reports.csv": b"file,publisher,published\n1.txt,Tessaly Post,2031-05-03\n",
    "reports.xlsx": workbook(("file", "published"), ("1.txt", "2031-05-03")),
}
EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=4)


def damaged(data: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    """The bytes with some cut out and others put in their place."""
    for where, instead, cut in edits:
        at = int(where * len(data))
        data = data[:at] + instead + data[at + cut :]
    return data


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(MADE)), EDITS)
def test_damage_is_a_document_or_a_problem(name: str, edits: list[tuple[float, bytes, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder) / name, damaged(MADE[name], edits))
        if name.startswith("reports"):
            put(Path(folder) / "1.txt", SAID[0])
        documents, problems = take(Path(folder))
    assert documents or problems
    assert all(d.text and d.name and d.text.encode() for d in documents)
    assert all(p.document and p.message and p.message.isprintable() for p in problems)


ENDINGS = (".txt", ".html", ".json", ".eml", ".zip", ".docx", ".xml", ".gz", ".warc", ".x")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(min_size=1, max_size=200), st.sampled_from(ENDINGS))
def test_any_bytes_under_any_name(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        documents, problems = take(put(Path(folder) / f"x{suffix}", data))
    assert documents or problems

"""What is handed over is stored once, read behind the pages, and lost by no stop."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.serve.conftest import EXAMPLES, SETTINGS

from corroborate.engine.cases import open_case
from corroborate.errors import CorroborateError
from corroborate.ingest import Facts
from corroborate.serve.desks import Desks
from corroborate.serve.guard import Refused
from corroborate.serve.jobs import MOST_WAITING, Job, Jobs, JobState

TEXT = "Police in Ardo said on Monday that 12 people were killed when a ferry sank off the pier. A nurse said 4 children were missing."
TIP = "kind: tip\nwhat: Nine men are held in the boathouse.\nwhen: 2031-05-03\nsource: Heron-4\n"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    held = Desks(tmp_path / "case.db", SETTINGS)
    yield held
    held.close()


@pytest.fixture
def jobs(desks: Desks) -> Iterator[Jobs]:
    held = Jobs(desks)
    yield held
    held.close()


def finished(jobs: Jobs, id_: str) -> Job:
    for _ in range(1200):
        job = jobs.job(id_)
        assert job
        if not job.runs:
            return job
        time.sleep(0.05)
    raise AssertionError(f"the job did not end: {job}")


def sent(jobs: Jobs, **files: bytes) -> Job:
    parcel = jobs.parcel("Ana", "files")
    for name, data in files.items():
        parcel.copy(name.replace("__", "."), io.BytesIO(data))
    return finished(jobs, jobs.send(parcel).id)


def test_files_are_stored_read_and_compared_and_nothing_stays_beside_the_case(jobs: Jobs, desks: Desks) -> None:
    job = sent(jobs, a__txt=TEXT.encode(), b__txt=b"\x89PNG\r\n\x1a\n")
    assert (job.state, job.new, job.found, job.faults) == (JobState.DONE, 1, 1, 1)
    assert job.problems[0].document == "b.txt" and job.problems[0].hint
    (document,) = desks.case().documents
    assert job.documents == (document.id,) and document.name == "a.txt"
    assert desks.case().claims and desks.case().findings
    assert not list(jobs.root.iterdir())


def test_a_listing_among_the_files_counts_as_in_a_folder(jobs: Jobs, desks: Desks) -> None:
    parcel = jobs.parcel("Ana")
    for path in sorted((EXAMPLES / "harbour").iterdir()):
        parcel.copy(f"C:\\reports\\{path.name}", io.BytesIO(path.read_bytes()))
    assert finished(jobs, jobs.send(parcel).id).faults == 0
    with open_case(settings=SETTINGS) as folder:
        folder.add(EXAMPLES / "harbour")
        assert [(d.id, d.name, d.publisher) for d in folder.documents] == [(d.id, d.name, d.publisher) for d in desks.case().documents]


def test_no_name_leads_out_of_the_folder(jobs: Jobs, tmp_path: Path) -> None:
    parcel = jobs.parcel("Ana")
    for name in ("../../out.txt", "/etc/out.txt", "..", "", ".hidden.txt", "a\x00\u202eb.txt", "x" * 5000 + ".txt", "..\\..\\out.txt"):
        parcel.copy(name, io.BytesIO(TEXT.encode()))
    names = [item.name for item in parcel.items]
    assert len(set(names)) == len(names) and not any("/" in n or "\\" in n or n.startswith(".") or len(n) > 200 for n in names)
    assert names[0] == "out.txt" and names[4] == "hidden.txt" and names[5] == "a??b.txt"
    assert {p.parent for p in tmp_path.rglob("*") if p.is_file() and "case.db" not in p.name} == {parcel.folder}
    if os.name == "posix":
        assert parcel.folder.stat().st_mode & 0o777 == jobs.root.stat().st_mode & 0o777 == 0o700


def test_what_is_pasted_is_in_the_case_before_it_is_answered(jobs: Jobs, desks: Desks) -> None:
    parcel = jobs.parcel("Ana")
    parcel.put("pasted.txt", TEXT.encode(), Facts(publisher="Ardo Radio", published=date(2031, 5, 3)))
    job = jobs.send(parcel)
    (document,) = open_case(desks.path, settings=SETTINGS).documents
    assert (document.publisher, document.published, job.documents) == ("Ardo Radio", date(2031, 5, 3), (document.id,))
    assert finished(jobs, job.id).state is JobState.DONE


def test_the_words_of_a_tip_lie_nowhere_but_in_the_case(jobs: Jobs, tmp_path: Path) -> None:
    parcel = jobs.parcel("Ana")
    parcel.copy("from Jane.yaml", io.BytesIO(TIP.encode()))
    parcel.copy("a.txt", io.BytesIO(TEXT.encode()))
    parcel.seal()
    held = b"".join(p.read_bytes() for p in parcel.folder.rglob("*") if p.is_file())
    assert b"boathouse" not in held and b"Jane" not in held and b"ferry" in held
    job = finished(jobs, jobs.send(parcel).id)
    assert job.new == 2 and "Jane" not in str(job)


def test_what_a_stopped_server_had_not_stored_is_found_again_and_stored_once(jobs: Jobs, desks: Desks) -> None:
    parcel = jobs.parcel("Ana", "2 files")
    parcel.copy("a.txt", io.BytesIO(TEXT.encode()), Facts(publisher="Ardo Radio", published=date(2031, 5, 3)))
    parcel.copy("tip.yaml", io.BytesIO(TIP.encode()))
    parcel.seal()
    half = jobs.parcel("Ben")
    half.copy("half.txt", io.BytesIO(TEXT.encode()))  # its sender was cut off
    os.utime(half.folder, (1, 1))
    later = Jobs(desks)
    (job,) = later.all()
    assert (job.state, job.who, job.what, job.lost) == (JobState.INTERRUPTED, "Ana", "2 files", 1)
    assert later.resume(job.id)
    assert finished(later, job.id).new == 1
    assert [(d.name, d.publisher) for d in desks.case().documents] == [("a.txt", "Ardo Radio")]
    assert later.resume(job.id) is None and not half.folder.exists()
    later.close()


def test_a_stop_in_the_middle_keeps_what_is_stored_and_the_rest_can_be_gone_on_with(tmp_path: Path) -> None:
    desks = Desks(tmp_path / "case.db", SETTINGS)
    jobs = Jobs(desks)
    parcel = jobs.parcel("Ana")
    for n in range(300):
        parcel.copy(f"{n}.txt", io.BytesIO(f"{TEXT} Boat {n}.".encode()))
    jobs.send(parcel)
    while not desks.case().documents:
        time.sleep(0.01)
    jobs.close()
    desks.close()
    stored = len(desks.case().documents)
    desks = Desks(tmp_path / "case.db", SETTINGS)
    jobs = Jobs(desks)
    job = jobs.resume(parcel.id) or jobs.read("Ana")
    assert finished(jobs, job.id).state is JobState.DONE
    assert stored <= len(desks.case().documents) == 300
    jobs.close()
    desks.close()
    assert not jobs.root.exists()


def test_the_queue_has_an_end(jobs: Jobs) -> None:
    jobs._start = lambda: None  # type: ignore[method-assign]  # nobody works
    for _ in range(MOST_WAITING):
        jobs.read("Ana")
    with pytest.raises(Refused):
        jobs.read("Ana")


def test_a_full_disk_is_said_in_a_sentence(jobs: Jobs) -> None:
    jobs.root.write_text("a file is in the way")
    with pytest.raises(CorroborateError, match="could not be put down"):
        jobs.parcel("Ana").copy("a.txt", io.BytesIO(b"words"))
    jobs.root.unlink()

"""Which files an archive has, in which order, and what becomes of those that cannot be read."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest

from figures_server.serve.archive import Archive, Article

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "three.txt").write_bytes(b"three")
    (tmp_path / "b" / "notes.md").write_bytes(b"no article")
    (tmp_path / "a.jsonl").write_bytes(b"1\n2\n")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"4\n5"))
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(b"six\nlines"))
    return tmp_path


def _read(*paths: Path) -> tuple[list[Article], list[str]]:
    complaints: list[str] = []
    return list(Archive([str(path) for path in paths], complaints.append)), complaints


def test_a_directory_has_its_texts_and_lines_by_name(folder: Path) -> None:
    articles, complaints = _read(folder)
    assert articles == [
        Article(b"1\n"),
        Article(b"2\n"),
        Article(b"three", str(folder / "b" / "three.txt")),
        Article(b"4\n"),
        Article(b"5"),
        Article(b"six\nlines", str(folder / "d.txt.gz")),
    ]
    assert not complaints


def test_a_file_is_read_whatever_its_name(folder: Path) -> None:
    note = folder / "b" / "notes.md"
    assert _read(note, folder / "a.jsonl")[0] == [Article(b"no article", str(note)), Article(b"1\n"), Article(b"2\n")]


def test_a_file_that_breaks_off_is_told_and_the_next_one_read(folder: Path) -> None:
    packed = folder / "c.jsonl.gz"
    packed.write_bytes(gzip.compress(b"4\n" * 9000)[:-9])
    (folder / "d.txt.gz").write_bytes(b"not packed at all")
    (folder / "gone.txt").write_bytes(b"")
    complaints: list[str] = []
    archive = Archive([str(folder)], complaints.append)
    (folder / "gone.txt").unlink()
    (folder / "z.txt").write_bytes(b"came later")
    articles = list(archive)
    assert Article(b"1\n") in articles
    assert [complaint.removeprefix(f"{folder}/").partition(":")[0] for complaint in complaints] == [
        "c.jsonl.gz",
        "d.txt.gz",
        "gone.txt",
    ]


def test_how_much_has_been_read(folder: Path) -> None:
    archive = Archive([str(folder)], pytest.fail)
    assert archive.share() == 0
    shares = [archive.share() or 0 for _ in archive]
    assert shares == sorted(shares)
    assert archive.share() == 1


@pytest.mark.parametrize(
    ("is_text", "expected"), [(False, [Article(b"1\n"), Article(b"2")]), (True, [Article(b"1\n2", "-")])]
)
def test_standard_input(is_text: bool, expected: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"1\n2")))
    archive = Archive(["-"], pytest.fail, stdin_is_text=is_text)
    assert list(archive) == expected
    assert archive.share() is None

"""Messy workbooks, cell by cell against their keys: nearly all right, and nothing wrong without a word."""

from pathlib import Path

import pytest

from tests.intake.returned import books, last, later, more, unseen
from tests.intake.returned.filled import FORMS, Form, fill_in
from tests.intake.returned.messy import Book, Score, score, write
from tests.office.raw_files import resaved

LEAST = 0.98
BOOKS = (*books.BOOKS, *unseen.BOOKS, *later.BOOKS, *last.BOOKS, *more.BOOKS)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_nothing_is_misread_without_a_word(book: Book, tmp_path: Path) -> None:
    found = score(book, write(book, tmp_path))
    assert not found.silent
    assert found.cells == len(book.key), found.wrong


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_our_own_forms_are_read_as_they_were_meant(form: Form, tmp_path: Path) -> None:
    found = score(form.book, fill_in(form, tmp_path))
    assert not found.wrong
    assert found.right == len(form.key)


def test_nearly_every_cell_is_read_right(tmp_path: Path) -> None:
    total = Score()
    for at, book in enumerate(BOOKS):
        folder = tmp_path / str(at)
        folder.mkdir()
        total.add(score(book, write(book, folder)))
    assert total.cells > 400
    assert total.right >= LEAST * total.cells, total.wrong


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_libreoffice_saves_again_reads_the_same(kind: str, tmp_path: Path) -> None:
    total = Score()
    files = [write(book, tmp_path) for book in BOOKS]
    for book, file in zip(BOOKS, resaved(tmp_path, kind, *files), strict=True):
        total.add(score(book, file))
    assert not total.silent
    assert total.right >= LEAST * total.cells, total.wrong

"""Archives to ask: the real report alone, and the sample archive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def _built(corpus: Path, index: Path) -> Archive:
    settings = Settings()
    build_index([corpus], index, settings)
    return Archive.open(index, settings)


@pytest.fixture(scope="session")
def real(seed_report_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive that holds the real report and nothing else."""
    corpus = tmp_path_factory.mktemp("real-corpus")
    shutil.copy(seed_report_path, corpus)
    with _built(corpus, tmp_path_factory.mktemp("real-index")) as archive:
        yield archive


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The invented archive that ships with the program."""
    with _built(ROOT / "corpus", tmp_path_factory.mktemp("sample-index")) as archive:
        yield archive

"""What tests share: the real report where it is at hand, and the schema of the JSON contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"


@pytest.fixture(scope="session", autouse=True)
def recognised_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Scanned pages that tests read are kept apart from those of any index at hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_CCHC_OCR_CACHE", str(tmp_path_factory.mktemp("recognised")))
        yield


@pytest.fixture(scope="session")
def seed_report_path() -> Path:
    """The one real report, kept beside the repository; the test is skipped in a clone that stands alone."""
    path = SEED / "bao-cao-102-BC-UBND.txt"
    if not path.exists():
        pytest.skip("the real report (../shared/seed) is not beside this clone")
    return path


@pytest.fixture(scope="session")
def seed_questions(seed_report_path: Path) -> list[dict[str, Any]]:
    """The questions asked of the real report, with the answers expected."""
    lines = (seed_report_path.parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture(scope="session")
def obeys_contract() -> Callable[[Any, str], Any]:
    """`obeys_contract(document, "answer")` fails unless the JSON document has that shape; returns the document."""
    schema = json.loads((ROOT / "tests" / "contract.schema.json").read_text(encoding="utf-8"))

    def check(document: Any, shape: str) -> Any:
        validator = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{shape}"})
        errors = sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.path)))
        assert not errors, "\n".join(f"{error.json_path}: {error.message}" for error in errors[:10])
        return document

    return check

import re
import unicodedata
from pathlib import Path

import pytest

import qa_cchc.web
from qa_cchc.web.texts import GRADIO_TEXTS, keys, text

ROOM = Path(qa_cchc.web.__file__).parent
# Keys made of a prefix and the value of a record.
_BUILT = (
    "state_", "status_", "filter_", "column_", "read_in_", "severity_", "check_", "seen_", "help_kind_", "help_sample_",
    "export_", "view_", "asked_", "audit_", "role_", "intake_state_", "intake_kind_", "intake_done_", "library_only_",
    "library_status_", "library_field_", "map_kind_",
)  # fmt: skip
_USED = re.compile(r"""\btext\(\s*["']([a-z_0-9]+)["']|\("[a-z-]+", "([a-z_]+)"\)|['"]((?:tab|facet|filter|column|chip|library|map|log)_[a-z_]+)['"]""")


def test_every_text_used_is_in_the_catalogue_and_none_is_left_over():
    used = set()
    for file in [*ROOM.rglob("*.py"), *ROOM.rglob("templates/**/*.html")]:
        used |= {"".join(found) for found in _USED.findall(file.read_text(encoding="utf-8"))}
    built = {key for key in keys() if key.startswith(_BUILT)}
    assert used - keys() - set(_BUILT) == set()
    assert keys() - used - built == set()


@pytest.mark.parametrize("key", sorted(keys()))
def test_texts_are_nfc_and_end_cleanly(key):
    words = text(key)
    assert words == words.strip() and unicodedata.is_normalized("NFC", words)


def test_a_missing_text_is_an_error():
    with pytest.raises(KeyError):
        text("no_such_text")


def test_gradio_texts_are_flat_keys_of_its_own_catalogue():
    import gradio

    assets = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    core = "".join(file.read_text(encoding="utf-8") for file in assets.glob("core-*.js"))
    missing = [key for key in GRADIO_TEXTS if not re.search(rf"\b{re.escape(key.split('.')[1])}:", core)]
    assert missing == []

"""Settings come from what is given, then the environment, then the default; a bad one is said in one sentence."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from qa_cchc.settings import BadSetting, Settings, help_of, table, variable

ROOT = Path(__file__).resolve().parent.parent


def test_defaults_stand_where_nothing_is_said() -> None:
    settings = Settings.load({})
    assert settings == Settings()
    assert (settings.index, settings.host, settings.port, settings.model) == (Path("index"), "127.0.0.1", 7860, "")


def test_the_environment_overrides_a_default_and_the_command_line_the_environment() -> None:
    environment = {"QA_CCHC_INDEX": "/tmp/kho", "QA_CCHC_PORT": "8000", "QA_CCHC_MODEL_SEGMENTED": "có"}
    settings = Settings.load(environment, port=9000, index=None)
    assert (settings.index, settings.port, settings.model_segmented) == (Path("/tmp/kho"), 9000, True)


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.load({"QA_CCHC_PORT": " "}).port == 7860


def test_a_prompt_keeps_its_last_space_and_a_number_may_have_one() -> None:
    settings = Settings.load({"QA_CCHC_MODEL_QUERY_PROMPT": "query: ", "QA_CCHC_PORT": " 8080 "})
    assert (settings.model_query_prompt, settings.port) == ("query: ", 8080)


@pytest.mark.parametrize(
    ("name", "text"), [("QA_CCHC_PORT", "bảy"), ("QA_CCHC_PORT", "-1"), ("QA_CCHC_MODEL_SEGMENTED", "maybe")]
)
def test_a_bad_value_names_the_variable_and_what_was_there(name: str, text: str) -> None:
    with pytest.raises(BadSetting) as error:
        Settings.load({name: text})
    assert name in str(error.value) and text in str(error.value)


def test_every_setting_has_a_help_text_and_stands_in_the_user_guide() -> None:
    guide = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    assert len(table()) == len(fields(Settings))
    for setting in fields(Settings):
        assert help_of(setting.name)
        assert variable(setting.name) in guide, f"{variable(setting.name)} is not in docs/huong-dan.md"
        assert help_of(setting.name) in guide, f"the guide words {setting.name} otherwise"

import traceback

import pytest

from index.errors import SettingsError
from rag.settings import PREFERRED_OLLAMA_MODELS, Settings


def message(caught: pytest.ExceptionInfo[SettingsError]) -> str:
    text = str(caught.value)
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("value", "expected"),
    [("abc", ("abc",)), ("qwen3:8b, gemma3:4b", ("qwen3:8b", "gemma3:4b")), (" a ,,b,", ("a", "b")), (",", ())],
)
def test_ollama_models_are_a_plain_comma_list(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BELEGT_OLLAMA_MODELS", value)
    assert Settings.load().ollama_models == expected


def test_ollama_models_default_to_the_preference_list() -> None:
    assert Settings.load().ollama_models == PREFERRED_OLLAMA_MODELS
    assert len(set(PREFERRED_OLLAMA_MODELS)) == len(PREFERRED_OLLAMA_MODELS)


def test_given_values_win_over_the_environment_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_CONTEXT_TOKENS", "8192")
    assert Settings.load(context_tokens=2048).context_tokens == 2048
    assert Settings.load(context_tokens=None).context_tokens == 8192


@pytest.mark.parametrize(
    ("name", "value"),
    [("BELEGT_CONTEXT_TOKENS", "many"), ("BELEGT_CHUNK_CHARS", "5"), ("BELEGT_HUB", "on"), ("BELEGT_THREADS", "0")],
)
def test_wrong_value_names_the_variable_and_what_was_found(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert message(caught).startswith(f"{name}: ")
    assert f"found {value!r}" in message(caught)


def test_unknown_setting_is_refused() -> None:
    with pytest.raises(SettingsError, match="BELEGT_CHUNK_CHAR: "):
        Settings.load(chunk_char=400)


def test_secret_key_is_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = b"sk-very-secret \xff"
    with pytest.raises(SettingsError, match="BELEGT_SERVER_KEY") as caught:
        Settings.load(server_key=secret)
    assert "very-secret \\xff" not in "".join(traceback.format_exception(caught.value))
    monkeypatch.setenv("BELEGT_SERVER_KEY", "sk-very-secret")
    settings = Settings.load()
    assert settings.server_key is not None
    assert settings.server_key.get_secret_value() == "sk-very-secret"
    assert "sk-very-secret" not in f"{settings!r} {settings.model_dump(mode='json')}"


class MoreSettings(Settings):
    """With a field that the environment has to give as JSON."""

    ports: tuple[int, ...] = ()


def test_value_that_cannot_be_parsed_is_a_settings_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_PORTS", "abc")
    with pytest.raises(SettingsError, match='"ports"') as caught:
        MoreSettings.load()
    assert message(caught).endswith("Mend it in the environment.")

from pathlib import Path

import pytest
from pydantic import ValidationError

from index.settings import IndexSettings, user_folder


def test_folders_follow_the_base_directories(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BELEGT_ARCHIVE")
    monkeypatch.delenv("BELEGT_CACHE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = IndexSettings()
    assert settings.archive == tmp_path / "share/belegt/archive"
    assert settings.weights == tmp_path / "cache/belegt/weights"


def test_user_folder_without_the_variable_is_below_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert user_folder("XDG_DATA_HOME", ".local/share") == tmp_path / ".local/share/belegt"


def test_tilde_from_the_environment_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BELEGT_ARCHIVE", "~/news")
    assert IndexSettings().archive == tmp_path / "news"


def test_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_CHUNK_CHARS", "")
    assert IndexSettings().chunk_chars == IndexSettings.model_fields["chunk_chars"].default


@pytest.mark.parametrize("chars", [119, 4001])
def test_chunk_size_out_of_bounds_is_refused(chars: int) -> None:
    with pytest.raises(ValidationError):
        IndexSettings(chunk_chars=chars)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        IndexSettings().chunk_chars = 500

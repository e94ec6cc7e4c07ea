"""What the archive and its index depend on."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def user_folder(variable: str, default: str) -> Path:
    """`$VARIABLE/belegt`, or `~/DEFAULT/belegt` where the variable is not set (XDG base directories)."""
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / default) / "belegt"


class IndexSettings(BaseSettings):
    """Settings of the index; each can be set as BELEGT_NAME in the environment."""

    model_config = SettingsConfigDict(
        env_prefix="BELEGT_", env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    archive: Path = Field(default_factory=lambda: user_folder("XDG_DATA_HOME", ".local/share") / "archive")
    """The archive folder."""
    cache: Path = Field(default_factory=lambda: user_folder("XDG_CACHE_HOME", ".cache"))
    """Weights and what can be made again; weights lie in `cache/weights`."""
    embedding_model: str = "intfloat/multilingual-e5-small"
    """Name of the embedding model, or a folder that sentence-transformers can load."""
    hub: Literal["auto", "off"] = "auto"
    """Whether weights may be asked of the model hub before the package files."""
    chroma_url: str | None = None
    """http://host:port of a Chroma server; None keeps the vectors in the archive folder."""
    chunk_chars: int = Field(default=420, ge=120, le=4000)
    """A chunk takes whole sentences up to about this many characters."""

    @field_validator("archive", "cache")
    @classmethod
    def _with_home(cls, folder: Path) -> Path:
        """A "~" in the environment is not always put in by the shell."""
        return folder.expanduser()

    @property
    def weights(self) -> Path:
        """The folder the weights lie in."""
        return self.cache / "weights"

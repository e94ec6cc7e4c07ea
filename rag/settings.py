"""All settings of the product, read once at the edge and passed on."""

from typing import Annotated, Self

import pydantic_settings
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import NoDecode

from index.errors import SettingsError
from index.settings import IndexSettings

PREFERRED_OLLAMA_MODELS = (
    "qwen3:30b-a3b", "gemma3:27b", "mistral-small", "qwen3:14b", "gemma3:12b", "qwen3:8b", "qwen2.5:7b",
    "llama3.1:8b", "gemma3:4b", "qwen3:4b", "qwen2.5:3b", "qwen2.5:1.5b", "qwen2.5-coder:1.5b",
)  # fmt: skip


class Settings(IndexSettings):
    """Settings of index and answering; each can be set as BELEGT_NAME in the environment."""

    llm: str | None = None
    """Forces a model: `ollama:NAME`, `gguf:PATH` or `gguf:KNOWN NAME`, `server:NAME`."""
    ollama_host: str | None = None
    """Address of Ollama; None reads OLLAMA_HOST, else http://127.0.0.1:11434."""
    ollama_models: Annotated[tuple[str, ...], NoDecode] = PREFERRED_OLLAMA_MODELS
    """Models to take from Ollama, best first; in the environment with commas between."""
    server_url: str | None = None
    """Base URL of an OpenAI-compatible server, such as http://127.0.0.1:8080/v1."""
    server_model: str | None = None
    server_key: SecretStr | None = None
    context_tokens: int = Field(default=4096, ge=2048, le=131072)
    request_timeout: float = Field(default=120, gt=0)
    """Seconds to wait for a model over HTTP."""
    threads: int | None = Field(default=None, gt=0)
    """Threads of the in-process model; None takes the physical cores."""

    @field_validator("ollama_models", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """The environment holds "qwen3:8b, gemma3:4b"."""
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @classmethod
    def load(cls, **given: object) -> Self:
        """Settings from the environment, with `given` values on top; SettingsError when one is wrong."""
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
        except ValidationError as error:
            raise SettingsError(f"{_fault(error)}. Mend it in the environment.") from error
        except pydantic_settings.SettingsError as error:
            raise SettingsError(f"A BELEGT_* setting cannot be read: {error}. Mend it in the environment.") from error


def _fault(error: ValidationError) -> str:
    """The first wrong setting with what was found; a secret is never repeated."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    found = "a value that is kept secret" if name == "server_key" else repr(first.get("input"))
    return f"BELEGT_{name.upper()}: {first['msg']}, found {found}"

"""Which of the models that Ollama has is the one to take: pure rules on names and sizes."""

import re
from collections.abc import Sequence

from rag.llm.ollama import Installed

MEMORY_SHARE = 0.8
"""The rest of the machine's memory is for the embedder, the index and the user's other programs."""
SIZE_TOLERANCE = 0.15
"""How far the parameters may be from the tag's: qwen2.5:7b has 7.6 billion."""
_EMBEDDING = re.compile(r"embed|minilm|\bbge-|\be5-|\bgte-|paraphrase", re.IGNORECASE)
_EMBEDDING_FAMILIES = frozenset({"bert", "nomic-bert", "xlm-roberta", "jina-bert-v2"})
_UNFIT_VARIANT = re.compile(r"(^|-)(cloud|thinking|base|text|vl|vision)(-|$)", re.IGNORECASE)


def matches(wanted: str, model: Installed) -> bool:
    """Whether the model is the one a preference names.

    The same name (`:latest` may be missing) always is. Otherwise the part before the
    colon must be the same; the tag may go on after the wanted one (`8b-q4_K_M` for `8b`),
    and `latest` stands for a size when Ollama tells the parameters. Variants that run
    elsewhere (cloud), think aloud, or are not tuned to instructions count only by their full name.
    """
    if _full(wanted) == _full(model.name):
        return True
    base, _, tag = wanted.lower().partition(":")
    name, _, own = _full(model.name).partition(":")
    if base != name or _UNFIT_VARIANT.search(own):
        return False
    return not tag or own == tag or own.startswith(f"{tag}-") or (own == "latest" and _same_size(tag, model.billions))


def _full(name: str) -> str:
    lower = name.lower()
    return lower if ":" in lower.rpartition("/")[2] else f"{lower}:latest"


def _same_size(tag: str, billions: float) -> bool:
    """Whether a tag such as `8b` or `30b-a3b` is about that many billions of parameters."""
    size = re.match(r"(\d+(?:\.\d+)?)b(?:-|$)", tag)
    return size is not None and abs(billions - float(size[1])) <= SIZE_TOLERANCE * float(size[1])


def embeds_only(model: Installed) -> bool:
    """Whether name or family say that the model makes vectors, not text."""
    return bool(_EMBEDDING.search(model.name)) or model.family in _EMBEDDING_FAMILIES


def fits(model: Installed, memory: int | None) -> bool:
    """Whether the model's file fits into `memory` bytes with room for the rest; True where one is unknown."""
    return memory is None or model.size <= MEMORY_SHARE * memory


def ranked(preferences: Sequence[str], models: Sequence[Installed]) -> list[tuple[Installed, int | None]]:
    """All models with their place in the preferences (None: not in them), best first, ties by name."""
    places = [(model, _place(preferences, model)) for model in models]
    return sorted(places, key=lambda pair: (len(preferences) if pair[1] is None else pair[1], pair[0].name))


def _place(preferences: Sequence[str], model: Installed) -> int | None:
    return next((place for place, wanted in enumerate(preferences) if matches(wanted, model)), None)

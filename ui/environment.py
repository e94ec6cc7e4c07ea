"""Names in the environment that look like settings and are none."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from index.errors import SettingsError

PREFIX = "BELEGT_"


def check_names(environ: Mapping[str, str], fields: Iterable[str]) -> None:
    """SettingsError for the first BELEGT_* name that is not a setting.

    pydantic-settings passes over a misspelt name in silence, and a setting that
    does not take hold is worse than a message.
    """
    known = sorted(PREFIX + field.upper() for field in fields)
    for name in sorted(environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(_message(name, known))


def _message(name: str, known: list[str]) -> str:
    near = get_close_matches(name.upper(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
    return f"expected the name of a setting in the environment, found {name}: {hint} Mend it with: unset {name}"

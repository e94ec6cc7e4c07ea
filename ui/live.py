"""An answer as it comes into being in a terminal: evidence, then the draft, then what is proven."""

from collections.abc import Generator
from typing import TYPE_CHECKING

from rag.types import Answer, DraftText, Event, EvidenceFound, Finished, Proven
from ui.output import printable
from ui.show import answer_text, evidence_line

if TYPE_CHECKING:
    from rich.console import Console


def show_live(events: Generator[Event, None, None], console: "Console") -> Answer | None:
    """Prints the evidence dim, the draft greyed while it grows, and in its place the answer; closes `events`."""
    from rich.live import Live
    from rich.text import Text

    draft, answer = "", None
    try:
        with Live(Text(""), console=console, transient=True) as live:
            for event in events:
                match event:
                    case EvidenceFound():
                        _print_evidence(event, live.console)
                    case DraftText():
                        draft += printable(event.text)
                        live.update(Text(draft, style="bright_black"))
                    case Proven():
                        live.update(Text(answer_text(event.answer)))
                    case Finished():
                        answer = event.answer
    finally:
        events.close()
    if answer is not None:
        console.print(Text(answer_text(answer)))
    return answer


def _print_evidence(event: EvidenceFound, console: "Console") -> None:
    from rich.text import Text

    for passage in event.evidence:
        console.print(Text(evidence_line(passage, event.language), style="dim"))
    console.print()

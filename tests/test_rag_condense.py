"""Follow-ups: a faithful rewriting is taken, one with anything invented is not."""

import pytest

from index.article import Language
from rag.condense import fixed_part, standalone
from rag.types import Turn
from tests.fakes import QueueLLM

TALK: list[Turn] = [("Wann telefonierten Merkel und Putin?", "Am 3. Mai 2018.")]
WHOLE = "Wie lange telefonierten Merkel und Putin am 3. Mai 2018?"
FALLBACK = "Und wie lange? (Wann telefonierten Merkel und Putin? – Am 3. Mai 2018.)"


def test_a_question_that_stands_by_itself_needs_no_model() -> None:
    llm = QueueLLM()
    assert (
        standalone("Wann trafen sich Biden und Xi in Genf?", TALK, "de", llm)
        == "Wann trafen sich Biden und Xi in Genf?"
    )
    assert standalone("Und warum?", [], "de", llm) == "Und warum?"
    assert llm.prompts == []


@pytest.mark.parametrize("reply", [WHOLE, f" {WHOLE}\nGespräch: mehr", f"Umgeschrieben: {WHOLE}"])
def test_a_faithful_rewriting_is_taken(reply: str) -> None:
    assert standalone("Und wie lange?", TALK, "de", QueueLLM([reply])) == WHOLE


@pytest.mark.parametrize(
    "reply",
    [
        "Wie lange telefonierten Inge Vogt und Putin?",
        "Wie lange telefonierten Merkel und Putin am 4. Mai 2018?",
        "Wie lange telefonierten Merkel und Putin 2019?",
        "Merkel und Putin telefonierten lange.",
        "Wie lange " + "telefonierten sie und " * 30 + "Putin?",
        "",
    ],
)
def test_an_unfaithful_rewriting_is_replaced_by_the_talk(reply: str) -> None:
    assert standalone("Und wie lange?", TALK, "de", QueueLLM([reply])) == FALLBACK


def test_a_rewriting_that_forgets_the_question_is_not_taken() -> None:
    asked = "Und wer vermittelte das Telefongespräch?"
    reply = "Wann telefonierten Merkel und Putin?"
    assert standalone(asked, TALK, "de", QueueLLM([reply])).startswith(f"{asked} (")


def test_a_long_answer_is_left_out_of_the_fallback() -> None:
    talk = [(TALK[0][0], "Sehr lange. " * 20)]
    assert standalone("Und wie lange?", talk, "de", QueueLLM([""])) == f"Und wie lange? ({TALK[0][0]})"


def test_an_english_follow_up_to_german_talk() -> None:
    whole = "How long did Merkel and Putin talk on 3 May 2018?"
    assert standalone("And how long?", TALK, "en", QueueLLM([f"Rewritten: {whole}"])) == whole


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_prompt_begins_with_the_fixed_part_and_holds_the_last_turns(lang: Language) -> None:
    llm = QueueLLM([""])
    talk = [("Erste?", "Eins."), ("Zweite?", "Zwei."), ("Dritte\nFrage?", "Drei.")]
    standalone("Und warum?" if lang == "de" else "And why?", talk, lang, llm)
    prompt = llm.prompts[0]
    assert prompt.fixed == fixed_part(lang)
    assert "Erste?" not in prompt.text
    assert "Zweite? – Zwei. / Dritte Frage? – Drei.\n" in prompt.variable
    assert prompt.variable.endswith(":")

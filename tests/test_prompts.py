"""Each template takes what the code supplies, and its fixed part comes first."""

import pytest

import prompts
from index.article import Language
from index.sentences import sentences
from rag import draft

SUPPLIED = {
    "abstain": set(), "answer": {"question", "context", "evidence"}, "draft": {"sources", "question"},
    "translate": {"sentence"},
}  # fmt: skip
JUDGED = {"title", "sentence", "question"}
"""One for both languages."""


def test_there_is_a_template_for_each_call_and_language() -> None:
    assert prompts.names() == sorted(["judge", *(f"{call}_{lang}" for call in SUPPLIED for lang in ("de", "en"))])


@pytest.mark.parametrize("name", prompts.names())
def test_identifiers(name: str) -> None:
    template = prompts.load(name)
    supplied = JUDGED if name == "judge" else SUPPLIED[name.rpartition("_")[0]]
    assert set(template.get_identifiers()) == supplied
    assert template.is_valid()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("name", "continues"), [("answer", True), ("draft", False)])
def test_the_fixed_part_is_a_prefix_of_every_prompt(name: str, continues: bool, lang: Language) -> None:
    supplied = {variable: f"<{variable}>" for variable in SUPPLIED[name]}
    whole = prompts.load(f"{name}_{lang}").substitute(supplied)
    fixed = draft.fixed_part(lang, continues=continues)
    assert whole.startswith(fixed)
    assert len(fixed) > 0.9 * len(whole), "most of the prompt is to come from the prefix cache"
    assert "<" not in fixed


def test_a_blank_before_a_variable_is_not_fixed() -> None:
    fixed, rest = prompts.parts("judge", title="Titel", sentence="Satz.", question="Frage?")
    assert fixed.endswith("\n\nArticle:")
    assert rest == " Titel\nSentence: Satz.\nQuestion: Frage?\nAnswered:"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_to_abstain_takes_one_sentence(lang: Language) -> None:
    text = prompts.load(f"abstain_{lang}").template.strip()
    assert len(sentences(text)) == 1
    assert text.endswith(".")


def test_the_fingerprint_changes_with_the_text() -> None:
    prints = [prompts.fingerprint(name) for name in prompts.names()]
    assert len(set(prints)) == len(prints)
    assert all(len(one) == 12 and int(one, 16) >= 0 for one in prints)


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        prompts.load("nothing")

"""Which sentence proves a draft: by its facts, its score, and across languages its likeness."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from index.article import Article, Language
from rag.kinds import answers
from rag.proof import ALIKE, ALIKE_WITH_FACT, ENOUGH, Prover, is_only_planned
from rag.types import Evidence
from rag.understand import understand


def evidence(text: str, score: float, article: str = "a") -> Evidence:
    return Evidence(article, "Titel", None, date(2025, 5, 20), None, text, 0, len(text), score)


def article(text: str, name: str = "a", lang: Language = "de") -> Article:
    return Article(name, "Titel", text, date(2025, 5, 20), None, None, lang)


def prover(
    question: str,
    lang: Language = "de",
    source: Language = "de",
    cosine: float = 0.9,
    *,
    says: bool = True,
    likely: bool = False,
) -> Prover:
    def likeness(sentences: Sequence[str], found: Sequence[Evidence]) -> list[float]:
        return [cosine] * len(found)

    return Prover(
        understand(question, lang),
        {i: article("", i, source) for i in "ab"},
        likeness,
        lambda *_: says,
        lambda _: likely,
    )


HOW_MANY = "Wie viele Leute wurden in Elmstadt gerettet?"
BEST = evidence("In Elmstadt trat der Fluss über die Ufer.", 9.0)
FAR = evidence("340 Leute wurden gerettet.", 2.0, "b")
SAID = "340 Leute wurden in Elmstadt gerettet."


def test_a_fact_of_the_draft_may_be_proven_far_below_the_best_sentence() -> None:
    assert prover(HOW_MANY).proof_of(SAID, [BEST, FAR], of_event=False) == FAR


def test_what_the_question_said_is_not_proven_there() -> None:
    asked = "Wie lange wurden 340 Leute in Elmstadt gerettet, in Stunden?"
    said = "340 Leute wurden Stunden gerettet."
    assert prover(asked).proof_of(said, [BEST, FAR], of_event=False) is None


def test_a_fact_is_not_looked_for_beyond_the_first_sentences() -> None:
    between = [evidence(f"Der Regen fiel in Elmstadt, Teil {letter}.", 8.0) for letter in "ABCDE"]
    assert prover(HOW_MANY).proof_of(SAID, [BEST, *between, FAR], of_event=False) is None


def test_a_sentence_that_hardly_fits_the_question_proves_nothing() -> None:
    low = evidence("340 Leute wurden gerettet.", ENOUGH - 0.1)
    assert prover(HOW_MANY).proof_of(SAID, [low], of_event=False) is None
    assert prover(HOW_MANY).proof_of(SAID, [low], of_event=True) == low


@pytest.mark.parametrize(
    ("said", "cosine", "proven"),
    [
        ("340 people were rescued.", ALIKE_WITH_FACT, True),
        ("340 people were rescued.", ALIKE_WITH_FACT - 0.01, False),
        ("Many people were rescued there.", ALIKE, True),
        ("Many people were rescued there.", ALIKE - 0.01, False),
    ],
)
def test_across_languages_a_fact_allows_a_little_less_likeness(said: str, cosine: float, proven: bool) -> None:
    asked = prover("Who was rescued in the village?", "en", cosine=cosine)
    assert (asked.proof_of(said, [evidence("340 Leute wurden gerettet.", 8.0)], of_event=False) is not None) is proven


@pytest.mark.parametrize(
    ("question", "said", "quote", "proven"),
    [
        ("Wer leitete die Feuerwehr?", "Mara Lind leitete die Feuerwehr.", "Mara Lind leitete den Zoo.", False),
        ("Wie viele Affen hat der Zoo?", "Der Zoo hat 12 Affen.", "Im Zoo leben 12 Affen.", True),
        ("Wann öffnet der Zoo?", "Der Zoo öffnet am 3. Mai.", "Der Zoo macht am 3. Mai auf.", True),
        ("Kam der Zug an?", "Nein, der Zug kam nicht an.", "Der Zug kam nicht bis in die Stadt.", True),
        ("Kam der Zug an?", "Ja, der Zug kam an.", "Der Zug kam durch die Stadt.", False),
    ],
)
def test_what_no_number_or_time_ties_to_its_quotation_has_to_be_said_there(
    question: str, said: str, quote: str, proven: bool
) -> None:
    found = prover(question, says=False).proof_of(said, [evidence(quote, 9.0)], of_event=False)
    assert (found is not None) is proven
    assert prover(question, says=True).proof_of(said, [evidence(quote, 9.0)], of_event=False) is not None


@pytest.mark.parametrize(
    ("question", "quote", "proven"),
    [
        ("Warum ist die Brücke gesperrt?", "Seit gestern rollt kein Auto über die Brücke.", False),
        ("Warum ist die Brücke gesperrt?", "Wegen eines Risses rollt seit gestern kein Auto über die Brücke.", True),
        ("Seit wann ist die Brücke gesperrt?", "Seit gestern rollt kein Auto über die Brücke.", False),
    ],
)
def test_a_reason_is_proven_by_what_tells_one(question: str, quote: str, proven: bool) -> None:
    said = "Die Brücke ist seit gestern gesperrt, weil kein Auto über die Brücke rollt."
    assert (prover(question).proof_of(said, [evidence(quote, 9.0)], of_event=False) is not None) is proven


@pytest.mark.parametrize(
    ("question", "proven"),
    [("Warum ist die Brücke gesperrt?", False), ("Seit wann ist die Brücke gesperrt?", True)],
)
def test_a_draft_without_a_reason_answers_no_why(question: str, proven: bool) -> None:
    quote = "Wegen eines Risses ist die Brücke seit gestern gesperrt."
    found = prover(question).proof_of("Die Brücke ist seit gestern gesperrt.", [evidence(quote, 9.0)], of_event=False)
    assert (found is not None) is proven


@pytest.mark.parametrize(
    ("text", "names_it"),
    [
        ("Am Freitag kamen 390 frei, am Samstag 307.", True),
        ("Am Freitag kamen 390 frei.", False),
        ("Noch einmal 303 kamen frei.", False),
        ("Im Mai 2024 kamen 1.000 frei.", False),
    ],
)
def test_a_sentence_that_names_the_time_asked_for(text: str, names_it: bool) -> None:
    asked = prover("Wie viele kamen am 4. Mai 2024 frei?")
    assert asked.names_the_time(replace(evidence(text, 8.0), published=date(2024, 5, 5))) is names_it


@pytest.mark.parametrize(
    ("sentence", "question", "answered"),
    [
        ("Sie trafen sich am Montag.", "Wann trafen sie sich?", True),
        ("Sie trafen sich in Riga.", "Wann trafen sie sich?", False),
        ("Sie trafen sich nach zwei Stunden.", "Wann trafen sie sich?", False),
        ("Sie trafen sich seit 2022 nach zwei Stunden.", "Wann trafen sie sich seit 2022?", False),
        ("Es dauerte zwei Stunden.", "Wie lange dauerte das Treffen?", True),
        ("Es dauerte lange.", "Wie lange dauerte das Treffen?", False),
        ("Die Strecke ist 14 Kilometer lang.", "Wie lang ist der Radweg?", True),
        ("Die Strecke ist 14 Kilometer lang.", "Wie lange wird gebaut?", False),
        ("Ja, sie trafen sich in Riga.", "Wo trafen sie sich?", False),
        ("Ja, sie trafen sich in Riga.", "Trafen sie sich?", True),
        ("Sie trafen sich.", "Trafen sie sich?", False),
        ("Sie trafen sich nicht.", "Trafen sie sich?", True),
        ("Sie trafen sich nicht.", "Trafen sie sich nicht?", False),
        ("Selenskyj sprach mit Zelensky.", "Wer sprach mit Selenskyj?", False),
        ("Macron sprach mit Zelensky.", "Wer sprach mit Selenskyj?", True),
        ("Kern sprach mit Brandt.", "Wo sprechen Kern und Brandt?", False),
        ("Kern sprach mit Brandt im Dom.", "Wo sprechen Kern und Brandt?", True),
        ("In einem Haus in Aldern.", "In welchem Jahr zog Kern um?", False),
        ("Kern zog 1998 um.", "In welchem Jahr zog Kern um?", True),
    ],
)
def test_answers(sentence: str, question: str, answered: bool) -> None:
    assert answers(sentence, understand(question, "de")) is answered


@pytest.mark.parametrize(
    ("question", "sentence", "is_answer"),
    [
        ("Wie viel wiegt die Glocke?", "Die Glocke stammt von 1951.", False),
        ("Wie viel wiegt die Glocke?", "Die Glocke von 1951 wiegt 400 Kilo.", True),
        ("Wie viele Tage dauerte die Fahrt?", "Die Fahrt dauerte zwölf Tage.", True),
        ("How many hours did they talk?", "They talked for three hours on 4 May.", True),
        ("How many people came?", "They came on 4 May 2024.", False),
        ("How many people came?", "They came for the second time.", False),
        ("Wie viele Leute kamen?", "Zum achten Mal kamen die Leute.", False),
        ("Wie viele Leute kamen?", "Zum dritten Mal kamen acht Leute.", True),
        ("What fee was paid?", "She scored in the 117th minute.", False),
        ("Wie hoch ist der Turm?", "Er steht in der 3. Straße.", False),
    ],
)
def test_a_date_is_no_number_asked_for(question: str, sentence: str, is_answer: bool) -> None:
    assert answers(sentence, understand(question, "de" if question.startswith("Wie") else "en")) is is_answer


@pytest.mark.parametrize(
    ("text", "day", "proven"),
    [
        ("340 Leute wurden am 4. Mai gerettet.", date(2024, 5, 4), False),
        ("340 Leute wurden am 4. März gerettet.", date(2024, 3, 4), True),
        ("340 Leute, nicht wie im März 20, wurden am 4. Mai gerettet.", date(2024, 5, 4), True),
        ("340 Leute wurden gerettet.", None, True),
    ],
)
def test_what_happened_at_another_time_than_asked_proves_nothing(text: str, day: date | None, proven: bool) -> None:
    asked = prover("Wie viele Leute wurden im März 2024 in Elmstadt gerettet?")
    found = replace(evidence(text, 8.0), event_date=day, published=date(2024, 5, 5))
    assert (asked.proof_of(SAID, [found], of_event=False) is not None) is proven


@pytest.mark.parametrize(
    ("published", "text", "is_other"),
    [
        (date(2023, 12, 30), "340 Leute wurden gerettet.", True),
        (date(2024, 12, 30), "340 Leute wurden gerettet.", False),
        (date(2025, 1, 20), "340 Leute wurden gerettet.", False),
        (date(2025, 3, 20), "340 Leute wurden gerettet.", True),
        (date(2025, 3, 20), "340 Leute wurden 2024 gerettet.", False),
        (None, "340 Leute wurden gerettet.", False),
        (date(2024, 3, 20), "340 Leute wurden beim Hochwasser 2023 gerettet.", True),
        (date(2024, 3, 20), "340 Leute wurden gerettet, so viele wie zuletzt 2023.", False),
        (
            date(2024, 3, 20),
            "340 Leute wurden gerettet, mehr als beim Hochwasser 2023 und beim Hochwasser 2024.",
            False,
        ),
    ],
)
def test_news_of_another_year_tells_of_that_year(published: date | None, text: str, is_other: bool) -> None:
    asked = prover("Wie viele Leute wurden 2024 in Elmstadt gerettet?")
    assert asked.is_of_other_time(replace(evidence(text, 8.0), published=published)) is is_other


@pytest.mark.parametrize(
    ("question", "published", "is_other"),
    [
        ("Wie viele Leute wurden am 4. März 2024 gerettet?", date(2024, 2, 13), True),
        ("Wie viele Leute wurden am 4. März 2024 gerettet?", date(2024, 3, 5), False),
        ("Wie viele Leute sollen am 4. März 2024 kommen?", date(2024, 2, 13), False),
        ("Wann wurden vor dem 4. März 2024 Leute gerettet?", date(2024, 3, 5), True),
        ("Wann wurden vor dem 4. März 2024 Leute gerettet?", date(2024, 3, 3), False),
    ],
)
def test_no_news_tells_of_a_later_day(question: str, published: date, is_other: bool) -> None:
    found = replace(evidence("340 Leute waren es.", 8.0), published=published)
    assert prover(question).is_of_other_time(found) is is_other


@pytest.mark.parametrize(
    ("question", "is_other"),
    [
        ("Wann wurden im Februar 2024 Leute gerettet?", True), ("Wann wurden im Januar 2024 Leute gerettet?", False),
        ("Wann wurden 2024 Leute gerettet?", False), ("Wie viele Leute wurden im Februar 2024 gerettet?", False),
    ],
)  # fmt: skip
def test_a_year_ago_is_no_month_that_is_asked_about(question: str, is_other: bool) -> None:
    text = "Vor einem Jahr, am 9. Januar 2024, wurden 340 Leute gerettet."
    found = replace(evidence(text, 8.0), published=date(2025, 1, 10), event_date=date(2024, 1, 9))
    assert prover(question).is_of_other_time(found) is is_other


@pytest.mark.parametrize("asks", ["Wer rettete die Leute?", "„Wer rettete Anna Reuter und 340 Leute?“"])
def test_what_asks_answers_nothing(asks: str) -> None:
    assert not answers(asks, understand("Wer wurde gerettet?", "de"))


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        ("An jenem Mittwoch wurden 340 Leute gerettet.", True), ("An jenem Montag wurden 340 Leute gerettet.", False),
        ("340 Leute wurden gerettet.", False),
    ],
)  # fmt: skip
def test_what_was_on_that_wednesday_was_not_on_a_monday_that_is_asked_about(text: str, is_other: bool) -> None:
    asked = prover("Wie viele Leute wurden am 19. Mai 2025 in Elmstadt gerettet?")
    assert asked.is_of_other_time(replace(evidence(text, 8.0), published=date(2025, 5, 25))) is is_other


def test_a_time_of_its_own_ties_a_draft_to_its_quotation_only_where_one_is_asked_for() -> None:
    found = evidence("In Elmstadt starb am Ostermontag Anna Reuter, und Leute wurden gerettet.", 9.0)
    said = "Anna Reuter, die am Ostermontag starb, rettete die Leute."
    assert prover("Wer rettete die Leute?", says=False).proof_of(said, [found], of_event=False) is None
    assert prover("Wer rettete die Leute?").proof_of(said, [found], of_event=False) == found


def test_an_amount_must_stand_in_the_quotation_not_only_in_the_title() -> None:
    titled = replace(evidence("In Elmstadt wurden viele Leute gerettet.", 8.0), title="340 Leute gerettet")
    assert prover(HOW_MANY).proof_of(SAID, [titled], of_event=False) is None


@pytest.mark.parametrize(
    ("said", "likely", "proven"),
    [
        ("Die Kern-Stiftung zahlte für die Studie.", True, True),
        ("Die Kern-Stiftung zahlte für die Studie.", False, False),
        ("Der Fährverein zahlte für die Studie.", True, False),
        ("Die Kern-Stiftung zahlte widerwillig für die Studie.", True, False),
    ],
)  # fmt: skip
def test_a_name_of_the_quotation_answers_in_other_words_where_it_surely_answers(
    said: str, likely: bool, proven: bool
) -> None:
    asked = prover("Wer zahlte für die Studie?", says=False, likely=likely)
    told = replace(evidence("Finanziert wurde die Studie von der Kern-Stiftung.", 8.0), title="Studie über Schlaf")
    assert asked.proof_of(said, [told], of_event=False) == (told if proven else None)


def test_a_length_of_time_must_stand_in_the_quotation_as_such() -> None:
    asked, said = prover("Wie lange sprachen sie in Elmstadt?"), "Sie sprachen in Elmstadt zwei Stunden."
    titled = replace(evidence("Die zwei Gesandten sprachen in Elmstadt.", 8.0), title="Zwei Stunden Gespräch")
    assert asked.proof_of(said, [titled], of_event=False) is None
    told = replace(evidence("Die Gesandten sprachen in Elmstadt zwei Stunden.", 8.0), title="Gespräch")
    assert asked.proof_of(said, [told], of_event=False) == told


@pytest.mark.parametrize(
    ("question", "said", "proven"),
    [
        ("Wann hat Kern die Gespräche vorgeschlagen?", "Kern hat die Gespräche am 15. Mai 2024 vorgeschlagen.", False),
        ("Wann hat Kern die Gespräche vorgeschlagen?", "Kern hat die Gespräche am 4. Mai 2024 vorgeschlagen.", True),
        ("Wann sollen die Gespräche beginnen?", "Die Gespräche sollen am 15. Mai 2024 beginnen.", True),
    ],
)
def test_what_has_happened_was_on_no_day_after_the_news(question: str, said: str, proven: bool) -> None:
    text = "Am 4. Mai 2024 hat Kern vorgeschlagen, die Gespräche sollen am 15. Mai 2024 beginnen."
    found = replace(evidence(text, 8.0), published=date(2024, 5, 5))
    assert (prover(question).proof_of(said, [found], of_event=False) is not None) is proven


def test_a_name_that_answers_must_stand_in_the_quotation_not_only_in_the_title() -> None:
    said, asked = "Macron and Trump.", prover("Which two presidents met?", "en", source="en", cosine=0.9)
    titled = replace(evidence("The two presidents met in Paris.", 8.0), title="Macron meets Trump")
    named = replace(evidence("Macron met Trump in Paris.", 8.0), title="Two presidents meet")
    assert asked.proof_of(said, [titled], of_event=False) is None
    assert asked.proof_of(said, [titled, named], of_event=False) == named


CHURCH = "In welcher Kirche liegt der Papst begraben?"
BURIED = evidence("Beigesetzt wurde der Papst in der Basilika Santa Clara.", 5.0)


@pytest.mark.parametrize(
    ("question", "draft", "found"),
    [
        (CHURCH, "Die Basilika Santa Clara liegt in Lissabon.", BURIED),
        (CHURCH, "Der Papst liegt in Lissabon begraben, nicht in Porto.", None),
        ("In welcher Kirche lag der Papst im Mai 2024?", "Die Basilika Santa Clara liegt in Lissabon.", None),
        ("Wann wurde der Papst begraben?", "Die Basilika Santa Clara am 3. Mai in Lissabon.", None),
    ],
)
def test_a_draft_that_is_not_proven_may_point_at_its_sentence(
    question: str, draft: str, found: Evidence | None
) -> None:
    assert prover(question).proof_of(draft, [BURIED], of_event=False) is None
    assert prover(question).pointed_at(draft, [BURIED]) == found


def test_a_denial_is_a_fact_that_may_be_proven_far_below_the_best_sentence() -> None:
    denied = evidence("Das Bad öffnet im Sommer nicht.", 4.0, "b")
    asked = prover("Öffnet das Bad in Elmstadt im Sommer?")
    assert asked.proof_of("Nein, das Bad öffnet im Sommer nicht.", [BEST, denied], of_event=False) == denied


MEMBERS = "Wie viele Mitglieder hat der Verein?"


@pytest.mark.parametrize(
    ("question", "lang", "sentence", "tells"),
    [
        (MEMBERS, "de", "Der Verein rief zum Streik auf, damals für drei Stunden.", False),
        (MEMBERS, "de", "Der Verein hat eine neue Leitung.", False),
        (MEMBERS, "de", "Der Verein hat nur noch ein Mitglied, Paul Brehm.", True),
        (MEMBERS, "de", "Der Verein zählt 120 Leute.", True),
        ("Wie hoch war die Strafe?", "de", "Er bekam drei Jahre Haft.", True),
        ("What fee did the club pay?", "en", "He scored for the club for the first time since 1987.", False),
        ("How many minutes did the call last?", "en", "The call lasted 90 minutes.", True),
        ("How many hours did the talks take?", "en", "The talks were joined by 12 men.", False),
    ],
)  # fmt: skip
def test_a_count_needs_a_number_of_its_kind(question: str, lang: Language, sentence: str, tells: bool) -> None:
    assert answers(sentence, understand(question, lang)) is tells


@pytest.mark.parametrize(
    ("question", "text", "planned"),
    [
        ("What did the sister say in court on 6 February 2024?", "Die Schwester soll im Zeugenstand sitzen.", False),
        ("Who sat in the witness box on 6 February 2024?", "Die Schwester soll im Zeugenstand sitzen.", True),
        ("Who sat in the witness box on 6 February 2024?", "Die Schwester saß im Zeugenstand.", False),
        ("Who will sit in the witness box on 6 February 2024?", "Die Schwester soll im Zeugenstand sitzen.", False),
        ("Who sat in the witness box?", "Die Schwester soll im Zeugenstand sitzen.", False),
    ],
)
def test_plans_prove_nothing_of_a_time_that_is_past(question: str, text: str, planned: bool) -> None:
    assert is_only_planned(evidence(text, 5.0), understand(question, "en")) is planned


def test_a_length_that_is_none_in_the_quotation_is_not_proven() -> None:
    asked = prover("How long did the talks last?", "en", "en")
    late = evidence("The deal, he said, came eight weeks too late.", 9.0)
    long = evidence("The talks had gone on for eight weeks.", 8.0, "b")
    assert asked.proof_of("The talks lasted eight weeks.", [late], of_event=False) is None
    assert asked.proof_of("The talks lasted eight weeks.", [late, long], of_event=False) == long


@pytest.mark.parametrize(
    ("sentence", "proven"),
    [
        ("Aldern gewann den Seepokal gegen Lower Marlow.", False),  # of another sentence
        ("Aldern gewann den Seepokal gegen Angela Moll.", False),  # of nowhere
        ("Aldern gewann den Seepokal gegen Marlow.", False), ("Aldern gewann den Seepokal gegen East Holm.", True),
        ("Aldern gewann den Seepokal gegen Angeln.", True),  # any German noun may be a translation
    ],
)  # fmt: skip
def test_a_german_draft_takes_its_names_from_the_english_quotation(sentence: str, proven: bool) -> None:
    asked = understand("Gegen wen gewann Aldern den Seepokal?", "de")
    quote = evidence("Aldern beat East Holm to win the Lake Cup.", 9.0)
    source = article("They had beaten Lower Marlow in May, and Marlow again.", lang="en")
    held = Prover(asked, {"a": source}, lambda _, found: [0.9] * len(found), lambda *_: True, lambda _: True)
    assert (held.proof_of(sentence, [quote], of_event=True) == quote) is proven


def test_who_was_beaten_is_not_told_as_the_winner() -> None:
    quote = evidence("Osei besiegte Brandt und gewann den Seepokal.", 9.0)
    asked = prover("Wer gewann den Seepokal?")
    assert asked.proof_of("Osei gewann den Seepokal.", [quote], of_event=True) == quote
    assert asked.proof_of("Brandt gewann den Seepokal.", [quote], of_event=True) is None


@pytest.mark.parametrize(
    ("quote", "proven"),
    [
        ("Das Amtsgericht in Holm will am Donnerstag darüber entscheiden.", False),
        ("Am Donnerstag wird in Holm wieder verhandelt, beim Gipfeltreffen der Fischer.", True),
    ],
)
def test_a_day_of_something_else_dates_nothing(quote: str, proven: bool) -> None:
    asked, source = prover("Für wann ist das nächste Treffen angesetzt?", says=False), evidence(quote, 9.0)
    draft = "Das nächste Treffen ist am Donnerstag in Holm."
    assert (asked.proof_of(draft, [source], of_event=True) == source) is proven


def test_a_no_is_proven_by_what_denies_something() -> None:
    asked = prover("Hat das Salzfass den Raub heil überstanden?", says=False)
    no = "Nein, ganz unversehrt ist das Salzfass nicht."
    denied, other = (
        evidence("Ganz unversehrt ist das Salzfass nicht.", 9.0),
        evidence("Das Salzfass wurde geraubt.", 9.0),
    )
    assert asked.proof_of(no, [denied], of_event=True) == denied
    assert asked.proof_of("Nein, das Salzfass ist nicht geraubt.", [other], of_event=True) is None


@pytest.mark.parametrize(("sentence", "proven"), [("Osei won the cup.", False), ("Brandt won the cup.", True)])
def test_a_name_of_the_title_alone_does_not_answer_at_the_beginning_either(sentence: str, proven: bool) -> None:
    asked = prover("Who won the cup?", "en", "en")
    quote = replace(evidence("By winning the cup, Brandt made history.", 9.0), title="Set of Osei 6-4")
    assert (asked.proof_of(sentence, [quote], of_event=True) == quote) is proven


@pytest.mark.parametrize(
    ("question", "said", "quote", "proven"),
    [
        ("Was macht Aldern?", "Aldern zieht um, weil der Fluss steigt.", "Aldern zieht um. Der Fluss steigt.", False),
        ("Was macht Aldern?", "Aldern zieht um, weil der Fluss steigt.", "Aldern zieht um, da der Fluss steigt.", True),
        ("Was macht Ada Holm?", "Ada Holm löst Ada Holm ab.", "Sie löst Ada Holm ab.", False),
        ("Wer leitet die Delegation?", "Delegationen aus Aldern leiten die Delegation.",
         "Delegationen aus Aldern kommen an und leiten.", False),
    ],
)  # fmt: skip
def test_what_a_draft_ties_or_repeats_by_itself_is_not_proven(
    question: str, said: str, quote: str, proven: bool
) -> None:
    assert (prover(question).proof_of(said, [evidence(quote, 9.0)], of_event=False) is not None) is proven


def test_the_day_of_an_article_dates_nothing_further_down() -> None:
    quote, said = "Kern habe den Vertrag unterschrieben.", "Kern hat den Vertrag am 20. Mai 2025 unterschrieben."
    lead = "Viel geschah hier. " * 6
    asked = prover("Wann hat Kern den Vertrag unterschrieben?")
    asked._articles = {"a": article(f"{lead}{quote}")}
    deep = replace(evidence(quote, 9.0), start=len(lead), end=len(lead) + len(quote))
    assert asked.proof_of(said, [deep], of_event=False) is None
    asked._articles = {"a": article(quote)}
    assert asked.proof_of(said, [evidence(quote, 9.0)], of_event=False) is not None

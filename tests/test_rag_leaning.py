"""Which questions lean on the talk before them."""

import pytest

from index.article import Language
from rag.anaphora import anaphors
from rag.leaning import leans_on_history, new_names, opens_topic
from rag.types import Turn

TALK: list[Turn] = [("Wo entgleiste der Zug der Wendlandbahn?", "Bei Gorleben.")]


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Und wie lange?", "de"), ("Warum?", "de"), ("Wo war das?", "de"), ("Was sagte er zur Ukraine?", "de"),
        ("Was geschah danach in Berlin?", "de"), ("Wie ist ihre Haltung zum Gesetz?", "de"),
        ("Was ist mit dem SV Aldern?", "de"), ("Und wer die Lok?", "de"), ("Gegen wen?", "de"),
        ("Wer ist der Betreiber?", "de"), ("Wann beginnt die Untersuchung?", "de"), ("Gab es Todesopfer?", "de"),
        ("Welche Strecken sind betroffen?", "de"), ("Wer sonst?", "de"), ("Was sagte Brandt zum Unfall?", "de"),
        ("Wann faehrt der Zug wieder?", "de"), ("Hat es andere Ursachen?", "de"), ("Welcher ist der älteste?", "de"),
        ("And how long?", "en"), ("Why?", "en"), ("What did she say about Ukraine?", "en"), ("Is it closed?", "en"),
        ("What about the mayor of Berlin?", "en"), ("Who was the driver?", "en"), ("Which is older?", "en"),
        ("What are the other lines?", "en"), ("Were there any injuries?", "en"), ("Where was Osei at the time?", "en"),
        ("What is the biggest ever built?", "en"), ("Which lines are closed?", "en"), ("Why is that?", "en"),
        ("What has Osei said about it?", "en"), ("What did Osei say about it?", "en"),
        ("Is it hard to learn?", "en"), ("Is it open to foreign visitors?", "en"), ("Is it a NATO member?", "en"),
        ("Is it faster to reach than Holm?", "en"), ("What else happened that year?", "en"),
        ("And what happened then?", "en"), ("Were shots fired before he arrived?", "en"),
        ("When did he resign, and what did Osei say?", "en"), ("After that, what did Osei do?", "en"),
        ("If it fails, what will Osei do?", "en"), ("What are the consequences for commuters?", "en"),
        ("Is there any help for the passengers?", "en"),
        ("How many people lost their homes?", "en"), ("Which lines are the longest?", "en"),
        ("Ist es schwer zu lernen?", "de"), ("Wann geschah das in Berlin?", "de"), ("Wie reagierte Osei darauf?", "de"),
        ("Wie reagierte die Kirche auf seinen Vorschlag?", "de"), ("Wer kam in jener Nacht?", "de"),
        ("Wurde die Bruecke gesperrt, weil er es wollte?", "de"), ("Was sind die Folgen für Pendler?", "de"),
        ("Wenn er geht, gibt es dann Neuwahlen?", "de"), ("Welche Strecke ist am längsten?", "de"),
    ],
)  # fmt: skip
def test_leaning(question: str, lang: Language) -> None:
    assert leans_on_history(question, TALK, lang)
    assert not leans_on_history(question, [], lang)


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Wann trafen sich Biden und Putin in Genf?", "de"), ("Wie hoch ist der Eintritt im Museum von Aldern?", "de"),
        ("Und wie hoch ist der Eintritt im Museum von Aldern?", "de"), ("Wie spät ist es in Tokio?", "de"),
        ("Anderes Thema: Wer gewann?", "de"), ("Ist es wahr, dass Ute Karsten das Klinikum verlässt?", "de"),
        ("Warum trat Holdt zurück, und was sagte er?", "de"), ("Wie begründete Holdt seinen Rücktritt?", "de"),
        ("Wie viele Tore schoss Kilian Brehm in dieser Saison?", "de"), ("Wer gewann den Seepokal?", "de"),
        ("Können Sie mir sagen, wo die Grippe sich ausbreitet?", "de"), ("Wann öffnet das neue Freibad?", "de"),
        ("Was kostet die Fahrkarte von Bonn nach Köln?", "de"), ("Was beschloss die Bundesregierung?", "de"),
        ("Welcher Spieler wurde gesperrt, weil er spuckte?", "de"), ("Wird die Messe in Holm größer als 2019?", "de"),
        ("Gibt es Streit in Marlow darüber, wer zahlt?", "de"), ("Was ist mit Kobalt verunreinigt?", "de"),
        ("What causes landslides?", "en"), ("What prevents forest fires?", "en"),
        ("When did Biden and Putin meet in Geneva?", "en"), ("New topic: who won?", "en"),
        ("Is it true that Holdt was sentenced in Bremen?", "en"), ("How do companies hire their staff?", "en"),
        ("Where will the Agritechnika fair open this year?", "en"), ("Is there a bridge in Holm?", "en"),
        ("Why did Holdt resign, and what did he say?", "en"), ("Did Osei sell his yacht?", "en"),
        ("How long does it take to fly to Mars?", "en"), ("Does coffee raise blood pressure?", "en"),
        ("Which firms that were founded in Marlow went bankrupt?", "en"), ("Who lost half his fortune in May?", "en"),
        ("Does Osei say he will stay?", "en"), ("What is the name of the mayor of Holm?", "en"),
        ("Is it hard to learn Danish?", "en"), ("How does it feel to win a medal?", "en"),
        ("What is it like to live on a ship?", "en"), ("Was it Osei who opened the harbour?", "en"),
        ("What makes it difficult to mine salt in Marlow?", "en"), ("Has it become legal to brew beer in Holm?", "en"),
        ("Does it matter whether voters register early?", "en"), ("Is it going to rain in Holm?", "en"),
        ("Has there ever been a flood in Holm?", "en"), ("Why is it called the Long Bridge?", "en"),
        ("How do wages in Holm compare to those in Marlow?", "en"), ("What helps those who suffer from gout?", "en"),
        ("If he wins, what will Osei do?", "en"), ("Before his arrest, where did Osei live?", "en"),
        ("Can an employer read the mail of his staff?", "en"), ("How many farmers left their land in May?", "en"),
        ("My landlord raised the rent. Can he do that?", "en"), ("Is the Lind cleaner than it was in 1980?", "en"),
        ("What duties do landlords have?", "en"), ("When were attacks on nurses the highest?", "en"),
        ("What are the symptoms of measles?", "en"),
        ("What are the effects on Holm of the new dam?", "en"), ("Is there a cure for measles?", "en"),
        ("Gibt es eine Impfung gegen Masern?", "de"), ("Who is the richest woman in the world?", "en"),
        ("Are more and more farmers leaving Holm?", "en"), ("Which German rivers are the longest?", "en"),
        ("Ist es schwer, Dänisch zu lernen?", "de"), ("Wie fuehlt es sich an, einen Preis zu gewinnen?", "de"),
        ("War es Osei, die den Hafen öffnete?", "de"), ("Warum heißt es, Honig werde nie schlecht?", "de"),
        ("Lohnt es sich, in Holm ein Haus zu kaufen?", "de"), ("Wird es in Holm gewittern?", "de"),
        ("Wie viel verdienen jene, die Spargel stechen?", "de"), ("Wenn er gewinnt, was macht Osei?", "de"),
        ("Darf ein Arbeitgeber die Post seiner Angestellten lesen?", "de"), ("Welche Rechte hat ein Mieter?", "de"),
        ("Mein Vermieter erhöht die Miete. Darf er das?", "de"), ("Wie endete der Osei-Prozess?", "de"),
        ("Von wem stammt die Entscheidung, Wälder zu roden?", "de"), ("Wie viele Berge gibt es im Libanon?", "de"),
        ("Welche Theorie erklärt die Schwerkraft am besten?", "de"), ("Wer wurde unter anderem in Holm geehrt?", "de"),
    ],
)  # fmt: skip
def test_standing(question: str, lang: Language) -> None:
    assert not leans_on_history(question, TALK, lang)


@pytest.mark.parametrize(
    ("question", "lang", "expected"),
    [
        ("Hat das Parlament das beschlossen?", "de", [("das", "thing")]),
        ("Wie hat sich das ausgewirkt?", "de", [("das", "thing")]), ("Kann das Haus sicher sein?", "de", []),
        ("Was sagte sie dort über ihren Sieg?", "de", [("sie", "person"), ("dort", "place"), ("ihren", "owner")]),
        ("Wo war Osei zu dieser Zeit?", "de", [("zu dieser Zeit", "time")]), ("Was tat sie danach?", "de",
        [("sie", "person"), ("danach", "sequence")]), ("Wie heisst das Buch, das gewann?", "de", []),
        ("What did he say about it?", "en", [("he", "person"), ("it", "thing")]), ("What is there to see?", "en", []),
        ("Whom did Osei ring next?", "en", [("next", "sequence")]), ("What of this Holm mission?", "en", []),
        ("What are the differences in their prices?", "en", [("their", "owner")]), ("It's late, is it not?", "en",
        [("It's", "thing")]), ("Who was the last king?", "en", []),
    ],
)  # fmt: skip
def test_words_that_point_back(question: str, lang: Language, expected: list[tuple[str, str]]) -> None:
    assert [(question[one.start : one.end], one.kind) for one in anaphors(question, lang)] == expected


@pytest.mark.parametrize(
    ("question", "lang", "opens"),
    [
        ("Wer gewann den Seepokal?", "de", True), ("Was geschah in Holm?", "de", True), ("Wer starb?", "de", False),
        ("Which of them won?", "en", False),
        ("Wie hoch ist die Strafe?", "de", False), ("Who won the Lake Cup?", "en", True),
        ("What is paleo?", "en", True),
        ("Tell me about makos.", "en", True), ("Which variety is best for cooking?", "en", False),
    ],
)  # fmt: skip
def test_opening_a_topic(question: str, lang: Language, opens: bool) -> None:
    assert opens_topic(question, lang) is opens


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was sagte Brandt zum Unfall?", ["Brandt"]), ("Was sagte Brandt dazu?", []), ("Und Brandt?", []),
        ("Wie hoch ist die Strafe in Sachsen?", []), ("Wer leitet die Ermittlungen in Gorleben?", []),
    ],
)  # fmt: skip
def test_new_names_of_a_question_that_leans_by_what_it_leaves_out(question: str, expected: list[str]) -> None:
    assert new_names(question, TALK, "de") == expected

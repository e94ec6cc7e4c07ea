"""Which words are names, and when a text has one: by value, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Language
from rag.names import has_noun, is_common_noun, mentions, mentions_any, names, names_more, together


@pytest.mark.parametrize(
    ("question", "lang", "found"),
    [
        ("Wann haben Angela Merkel und Wladimir Putin zuletzt telefoniert?", "de", ["Angela Merkel", "Wladimir Putin"]),
        ("Wie lange dauerte das erste Telefonat mit Peskow?", "de", ["Peskow"]),
        ("Was sagte der russische Präsident Putin?", "de", ["Präsident Putin"]),
        ("Wie viele Stunden dauerten die zwei Treffen in Genf?", "de", ["Genf"]),
        ("Was geschah am Montag im März in Öhringen?", "de", ["Öhringen"]),
        ("Merkel sprach mit wem?", "de", []),
        ("Worum ging es im Gespräch, das Scholz führte?", "de", ["Scholz"]),
        ("Traf sie Müller, Özdemir oder keinen Minister?", "de", ["Müller", "Özdemir"]),
        ("Did the German Chancellor speak on a Russian-language show in May?", "en", ["Chancellor"]),
        ("When did Trump last meet Xi Jinping in Beijing?", "en", ["Trump", "Xi Jinping", "Beijing"]),
        ("What did I say on Monday?", "en", []),
        ("Is German-language radio heard in Lyon?", "en", ["Lyon"]),
        ("", "en", []),
        ("Who was the CEO of Nordbahn in Q3?", "en", ["Nordbahn", "Q3"]),
    ],
)
def test_names(question: str, lang: Language, found: list[str]) -> None:
    assert [" ".join(run) for run in names(question, lang)] == found


ONE_NAME = (
    "Peskow/Peskov Kiew/Kyiv Selenskyj/Zelensky Selenskij/Zelenskiy Chruschtschow/Khrushchev Jelzin/Yeltsin "
    "Gorbatschow/Gorbachev Lawrow/Lavrov Nawalny/Navalny Schoigu/Shoigu Tschernobyl/Chernobyl Charkiw/Kharkiv "
    "Charkow/Kharkiv Tschechow/Chekhov Medwedew/Medvedev Solschenizyn/Solzhenitsyn Tschaikowski/Tchaikovsky "
    "Schewtschenko/Shevchenko Lukaschenko/Lukashenko Prigoschin/Prigozhin Kadyrow/Kadyrov Mischustin/Mishustin "
    "Uschakow/Ushakov Cherson/Kherson Saporischschja/Zaporizhzhia Bachmut/Bakhmut Odessa/Odesa Lwiw/Lviv "
    "Sewastopol/Sevastopol Wolodymyr/Volodymyr Wladimir/Vladimir Erdogan/Erdoğan Netanjahu/Netanyahu "
    "Chamenei/Khamenei Donezk/Donetsk Sergej/Sergei Dmitrij/Dmitry Julia/Yulia Müller/Mueller Orbán/Orban"
).split()
OTHER_LANGUAGE = (
    "Moskau/Moscow, Wien/Vienna, Deutschland/Germany, Köln/Cologne, München/Munich, Genf/Geneva, Peking/Beijing, "
    "Warschau/Warsaw, Prag/Prague, Rom/Rome, Mailand/Milan, Bayern/Bavaria, Frankreich/France, Türkei/Turkey, "
    "Schweiz/Switzerland, Krim/Crimea, Kreml/Kremlin, Österreich/Austria, Niederlande/Netherlands, Haag/The Hague, "
    "Großbritannien/Britain, Bundeskanzlerin/Chancellor, Deutsche/German, Niedersachsen/Lower Saxony, "
    "USA/United States, EU/European Union"
).split(", ")


@pytest.mark.parametrize(
    ("name", "text", "is_there"),
    [
        ("G7", "Die G7-Staaten berieten.", True),
        ("G7", "Die G77 berieten.", False),
        ("G20", "am Rande des G-20-Gipfels", True),
        ("F-16", "mit F16-Jets", True),
        ("F16", "two F-16s took off", True),
        ("A400M", "Der A400M landete.", True),
        ("Covid-19", "eine Covid-19-Impfung", True),
        ("Q1", "in Q2", False),
        ("Q1's", "in Q1", True),
        ("CO²", "Der Ausstoß stieg.", False),
    ],
)
def test_a_name_with_a_number_in_it(name: str, text: str, is_there: bool) -> None:
    assert mentions(name, text) is is_there


@pytest.mark.parametrize(
    ("run", "text", "is_there"),
    [
        ("Black Sea", "Häfen am Schwarzen Meer", True),
        ("Black Sea", "die Schwarzmeerflotte", True),
        ("Black Sea", "am Roten Meer", False),
        ("West Bank", "Dörfer im Westjordanland", True),
        ("Schwarzes Meer", "a port on the Black Sea", True),
        ("Anna Reuter", "Frau Reuter sprach.", True),
        ("Anna Reuter", "Frau Wolf sprach.", False),
    ],
)
def test_a_name_of_several_words(run: str, text: str, is_there: bool) -> None:
    assert mentions_any(run.split(), text) is is_there


@pytest.mark.parametrize("pair", ONE_NAME + OTHER_LANGUAGE)
def test_one_name_in_two_spellings(pair: str) -> None:
    one, other = pair.split("/")
    assert mentions(one, f"Am Abend war {other} dabei.")
    if " " not in other:
        assert mentions(other, f"That evening, {one} was there.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kreml", "Der Kremlsprecher schwieg."), ("Merkel", "Merkels Büro"), ("Putin", "Putins Rede"),
        ("Ukraine", "ukrainische Soldaten"), ("Ukraine", "die Ukrainer"), ("Japan", "der japanische Kaiser"),
        ("Berlin", "Berliner Zeitung"), ("Berliner", "in Berlin"), ("Germany", "Germany's army"), ("Xi", "Xis Reise"),
        ("EU", "die EU-Kommission"), ("Gaza", "im Gazastreifen"), ("Nato", "NATO-Generalsekretär"),
        ("Netanyahu", "Netanjahus Regierung"), ("Minister", "der Außenminister"), ("putin", "Wann rief Putin an?"),
        ("Putin", "wann rief putin an"), ("Scholz", "Olaf Scholz' Rede"),
    ],
)  # fmt: skip
def test_inflection_derivation_and_compounds(name: str, text: str) -> None:
    assert mentions(name, text)


DIFFERENT = (
    "Merkel/merklich Budapest/Bundestag Merz/März Merz/Schmerz Holz/Scholz Wien/Wein Kiel/Keil Bonn/Bohne Rom/Strom "
    "Rom/Roman Ulm/Ulme Essen/besessen Trier/Tier Putin/Patin Putin/Putten Lingen/klingen Rhein/rein Main/Maine "
    "Bern/Bernd Bern/Bernstein Macron/Makrone Biden/beiden Biden/baden Trump/Trumpf Polen/Politik Iran/Irak "
    "Australia/Austria Slowakei/Slowenien Niger/Nigeria Guinea/Guyana Mali/Malta Georgia/George Schmidt/Schmied "
    "Meier/Meer Schröder/Schrot Spahn/Spanien Paris/Paros Kassel/Kessel Hamburg/Homburg London/Landung Moscow/Mosque "
    "Peskow/Pskow Vance/Venice Johnson/Jansen Anna/Annahme Wolf/Wolfsburg Kohl/Kohle Saar/Sahara Christian/Christine "
    "Martin/Martina India/Indiana Musk/Moskau Musk/Musik Siemens/Simons Bosch/Busch Volkswagen/Volkswirtschaft "
    "Bundestag/Bundesrat Bundesbank/Bundestag Niederlande/Niederlage Kretschmann/Kretschmer Schwesig/Schweiz "
    "Wagenknecht/Wagen Lauterbach/Lautern Hanna/Anna Gabel/Kabel China/Chinin"
).split()


@pytest.mark.parametrize("pair", DIFFERENT)
def test_names_that_look_alike_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert not mentions(one, f"Am Abend war {other} dabei.")
    assert not mentions(one, "Am Abend war nichts.")


@given(st.from_regex(r"[A-ZÄÖÜ][a-zäöüß]{2,12}", fullmatch=True))
def test_a_name_mentions_itself_and_its_genitive(name: str) -> None:
    assert mentions(name, f"Wir trafen {name} am Abend.")
    assert mentions(name, f"We met {name}'s friends.")
    assert mentions(name, f"{name}s Freunde")


@pytest.mark.parametrize(
    ("noun", "text", "has"),
    [
        ("Stunden", "in einem elfstündigen Gespräch", True),
        ("Telefonat", "sie telefonierten lange", True),
        ("Gespräch", "das Telefongespräch", True),
        ("Telefongespräch", "ein langes Gespräch", True),
        ("Minuten", "in einem elfstündigen Gespräch", False),
        ("Haus", "im Garten", False),
        ("Zins", "die Zinsen", True),
    ],
)
def test_has_noun(noun: str, text: str, has: bool) -> None:
    assert has_noun(noun, text) is has


def test_a_common_noun_has_a_determiner_or_a_number_each_time() -> None:
    sentence = "Das lange Gespräch mit Putin dauerte elf Stunden, sagte der Sprecher; Gespräch und Sprecher schwiegen."
    assert is_common_noun("Stunden", sentence)
    assert not is_common_noun("Putin", sentence)
    assert not is_common_noun("Gespräch", sentence)
    assert not is_common_noun("Merkel", sentence)


@pytest.mark.parametrize(
    ("question", "lang", "joined"),
    [
        ("Wann haben Kern und Brandt telefoniert?", "de", [["Kern"], ["Brandt"]]),
        ("When did Ada Kern talk with President Brandt in Rome?", "en", [["Ada", "Kern"], ["President", "Brandt"]]),
        ("Wann sprach Kern in Rom?", "de", []), ("When was it?", "en", []),
    ],
)  # fmt: skip
def test_names_that_a_question_joins(question: str, lang: Language, joined: list[list[str]]) -> None:
    assert together(question, lang) == joined


def test_a_first_name_or_title_names_nobody_else() -> None:
    question, said = "Auf wessen Vorschlag kam Brandt?", "Der Vermittler Ole Brandt schlug das Gasthaus vor."
    text = f"{said} Das Gasthaus und der Vermittler sind alt."
    assert not names_more(said, question, text, "de")
    assert names_more(said.replace("Brandt", "Kern"), question, text, "de")


@pytest.mark.parametrize(
    ("sentence", "lang", "more"),
    [
        ("The museum in Lyon was opened by Ada Kern.", "en", True),
        ("The museum in Lyon was opened by a large crowd.", "en", False),
        ("It was opened in Paris.", "en", False),
        ("It was opened near Elmstadt.", "en", False),
        ("Eröffnet wurde es am Montag, wie die Brücke in Elmstadt.", "de", False),
        ("Click here for more.", "en", False),
        ("Kern opened the museum.", "en", True),
        ("Ada Kern opened the museum.", "en", True),
        ("Eröffnet hat das Museum Ada Kern.", "de", True),
        ("Kern hat das Museum eröffnet.", "de", True),
        ("Eröffnet wurde das Museum am Montag.", "de", False),
    ],
)
def test_whether_somebody_is_named_whom_the_question_had_not(sentence: str, lang: Language, more: bool) -> None:
    text = f"{sentence} Later Ada Kern left. Nach der Rede ging Kern."
    question = "Wer hat das Museum in Lyon eröffnet?" if lang == "de" else "Who opened the museum in Lyon?"
    assert names_more(sentence, question, text, lang) is more


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Brückner-Stiftung", "Das Geld kam von der Brückner-Stiftung.", True),
        ("Baden-Württemberg", "Es schneit in Baden-Württemberg.", True),
        ("Rhein-Main", "das Rhein-Main-Gebiet", True), ("Trump-Putin", "Putin und Trump sprachen.", True),
        ("Ost-Berlin", "Es schneit in Berlin.", False), ("US-backed", "Die USA zahlen.", True),
        ("Mar-a-Lago", "Im März war die Lage ernst.", False), ("Mar-a-Lago", "Er sprach in Mar-a-Lago.", True),
    ],
)  # fmt: skip
def test_a_name_with_a_hyphen_is_there_where_its_parts_are(name: str, text: str, told: bool) -> None:
    assert mentions(name, text) is told

"""Names that German and English write each in its own way, as plain forms that may have several words.

Countries, languages and the cities of time zones come from the Unicode CLDR data that
Babel carries; what news speaks of besides is listed here.
"""

from collections.abc import Iterator
from functools import cache

from rag.spelling import plain

_CITIES = (
    "Köln Cologne, München Munich, Nürnberg Nuremberg, Hannover Hanover, Braunschweig Brunswick, Genf Geneva, "
    "Mailand Milan, Florenz Florence, Venedig Venice, Neapel Naples, Turin Torino, Genua Genoa, Krakau Krakow Cracow, "
    "Danzig Gdansk, Breslau Wroclaw, Antwerpen Antwerp, Brügge Bruges, Gent Ghent, Luzern Lucerne, Basel Basle, "
    "Straßburg Strasbourg, Nizza Nice, Lüttich Liege, Bayern Bavaria, Sachsen Saxony, Niedersachsen|Lower Saxony, "
    "Thüringen Thuringia, Hessen Hesse, Preußen Prussia, Donau Danube, Rhein Rhine, Donezk Donetsk, Krim Crimea, "
    "Peking Beijing, Den Haag|The Hague, Bodensee|Lake Constance, Kreml Kremlin, Nordsee|North Sea, Ostsee|Baltic Sea, "
    "Schwarzwald|Black Forest, Schwarzes Meer|Schwarze Meer|Schwarzen Meer|Schwarzmeer|Black Sea, "
    "Mittelmeer|Mediterranean, Totes Meer|Tote Meer|Toten Meer|Dead Sea, Alpen|Alps, Westjordanland|West Bank, "
    "Kaspisches Meer|Kaspische Meer|Kaspischen Meer|Caspian Sea, Gazastreifen|Gaza Strip, Golanhöhen|Golan Heights, "
    "Bergkarabach|Nagorno-Karabakh, Straße von Hormus|Strait of Hormuz, Suezkanal|Suez Canal, "
    "Naher Osten|Nahen Osten|Middle East, Sicherheitsrat|UN-Sicherheitsrat|Security Council, "
    "EU-Kommission|Europäische Kommission|Europäischen Kommission|European Commission, Weltbank|World Bank, "
    "EZB|ECB|Europäische Zentralbank|Europäischen Zentralbank|European Central Bank, "
    "IWF|IMF|Internationaler Währungsfonds|Internationalen Währungsfonds|International Monetary Fund, "
    "WHO|Weltgesundheitsorganisation|World Health Organization|World Health Organisation, "
    "Internationaler Strafgerichtshof|Internationalen Strafgerichtshof|International Criminal Court, "
    "Rotes Meer|Rote Meer|Roten Meer|Red Sea, Tschetschenien Chechnya, Luhansk Lugansk, Nahost|Middle East, "
    "Europa Europe, "
    "Großbritannien|Britain|Great Britain|United Kingdom|UK|Vereinigtes Königreich|Vereinigten Königreich, "
    "USA|US|United States|America|Amerika|Vereinigte Staaten|Vereinigten Staaten, "
    "EU|European Union|Europäische Union|Europäischen Union, "
    "UN|UNO|United Nations|Vereinte Nationen|Vereinten Nationen, "
    "Weißes Haus|Weiße Haus|Weißen Haus|White House, Haag Hague, Britisch British, Europäisch European, "
    "Europäer|Europäern|Europeans, Amerikaner|Amerikanern|Americans, Russen|Russians, "
    "Amerikanisch American, Belarussisch Belarusian, Palästinensisch Palestinian, Israelisch Israeli, "
    "Österreichisch Austrian, Kanzler Chancellor, Bundeskanzler Chancellor, Kanzlerin Chancellor, "
    "Bundeskanzlerin Chancellor, Präsident President, Präsidentin President, Minister Minister, Ministerin Minister, "
    "Außenminister|Foreign Minister|Foreign, Ministerpräsident|Prime Minister|Prime|Premier, "
    "Premierminister|Prime Minister|Prime, Bürgermeister Mayor, Bürgermeisterin Mayor, Oberbürgermeister|Mayor, "
    "König King, Königin Queen, Papst Pope, Herr Mr, Frau Mrs Ms, Richter Judge, Richterin Judge, Partei Party, "
    "Gericht Court, Bundesverfassungsgericht|Constitutional Court|Constitutional|Court, Landgericht Court, "
    "Universität University, Krieg War, Republik Republic"
)


@cache
def exonyms() -> dict[str, frozenset[str]]:
    """Plain name -> the plain names of the same thing in the other language."""
    table: dict[str, set[str]] = {}
    for group in _groups():
        forms = {plain(form) for form in group}
        for form in forms if len(forms) > 1 else ():
            table.setdefault(form, set()).update(forms - {form})
    return {form: frozenset(others) for form, others in table.items()}


@cache
def language_names() -> frozenset[str]:
    """Plain German and English words for languages, which are those for peoples too: "german", "russisch"."""
    from babel import Locale

    return frozenset(plain(name) for tag in ("de", "en") for name in Locale(tag).languages.values())


@cache
def territories() -> frozenset[str]:
    """Plain names of countries, continents and the like in both languages."""
    from babel import Locale

    return frozenset(plain(name) for tag in ("de", "en") for name in Locale(tag).territories.values())


@cache
def places() -> frozenset[str]:
    """Plain names of countries and of the cities of time zones, in both languages."""
    from babel import Locale
    from babel.core import get_global

    found = set(territories())
    for tag in ("de", "en"):
        locale = Locale(tag)
        found.update(plain(zone.get("city", key.rpartition("/")[2])) for key, zone in locale.time_zones.items())
    found.update(plain(key.rpartition("/")[2].replace("_", " ")) for key in get_global("zone_territories"))
    return frozenset(found)


def _groups() -> Iterator[list[str]]:
    """Lists of names for one thing each."""
    from babel import Locale

    german, english = Locale("de"), Locale("en")
    for ours, theirs in ((german.territories, english.territories), (german.languages, english.languages)):
        yield from ([ours[code], theirs[code]] for code in ours if code in theirs)
    for zone in german.time_zones.keys() | english.time_zones.keys():
        own_name = zone.rpartition("/")[2].replace("_", " ")
        yield [zones.get(zone, {}).get("city", own_name) for zones in (german.time_zones, english.time_zones)]
    for group in _CITIES.split(", "):
        yield group.split("|") if "|" in group else group.split()

"""Words that say which country, or which part of one, is meant: "Texas", "TX", "Bayern", "Deutschland", "USA"."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import phonenumbers

from milo_app.core.text import fold

_US = (
    "AL=Alabama AK=Alaska AZ=Arizona AR=Arkansas CA=California CO=Colorado CT=Connecticut DE=Delaware DC=D.C. "
    "FL=Florida GA=Georgia HI=Hawaii ID=Idaho IL=Illinois IN=Indiana IA=Iowa KS=Kansas KY=Kentucky LA=Louisiana "
    "ME=Maine MD=Maryland MA=Massachusetts MI=Michigan MN=Minnesota MS=Mississippi MO=Missouri MT=Montana NE=Nebraska "
    "NV=Nevada NH=New_Hampshire NJ=New_Jersey NM=New_Mexico NY=New_York NC=North_Carolina ND=North_Dakota OH=Ohio "
    "OK=Oklahoma OR=Oregon PA=Pennsylvania RI=Rhode_Island SC=South_Carolina SD=South_Dakota TN=Tennessee TX=Texas "
    "UT=Utah VT=Vermont VA=Virginia WA=Washington WV=West_Virginia WI=Wisconsin WY=Wyoming"
)
# The list of places numbers the parts of most countries. Left its number, then what people write.
_PARTS = {
    "CA": (
        "01=AB=Alberta 02=BC=British_Columbia 03=MB=Manitoba 04=NB=New_Brunswick 05=NL=Newfoundland_and_Labrador "
        "07=NS=Nova_Scotia 08=ON=Ontario 09=PE=Prince_Edward_Island 10=QC=Quebec 11=SK=Saskatchewan 12=YT=Yukon "
        "13=NT=Northwest_Territories 14=NU=Nunavut"
    ),
    "AU": (
        "01=ACT=Australian_Capital_Territory 02=NSW=New_South_Wales 03=NT=Northern_Territory 04=QLD=Queensland "
        "05=SA=South_Australia 06=TAS=Tasmania 07=VIC=Victoria 08=WA=Western_Australia"
    ),
    "DE": (
        "01=BW=Baden-Württemberg 02=BY=Bayern=Bavaria=Bavière=Baviera 03=HB=Bremen 04=HH=Hamburg 05=HE=Hessen=Hesse "
        "06=NI=Niedersachsen=Lower_Saxony 07=NW=NRW=Nordrhein-Westfalen=North_Rhine-Westphalia "
        "08=RP=Rheinland-Pfalz=Rhineland-Palatinate 09=SL=Saarland 10=SH=Schleswig-Holstein 11=BB=Brandenburg "
        "12=MV=Mecklenburg-Vorpommern 13=SN=Sachsen=Saxony 14=ST=Sachsen-Anhalt 15=TH=Thüringen=Thuringia 16=BE=Berlin"
    ),
    "GB": "ENG=England=Inglaterra=Angleterre SCT=Scotland=Schottland=Écosse=Escocia WLS=Wales NIR=Northern_Ireland",
    "IN": (
        "07=Delhi 16=Maharashtra 19=Karnataka 25=Tamil_Nadu 40=Telangana 36=Uttar_Pradesh 28=West_Bengal 09=Gujarat "
        "13=Kerala 23=Punjab 10=Haryana 24=Rajasthan 35=Madhya_Pradesh 02=Andhra_Pradesh"
    ),
}
_SHOWN = {"CA", "AU"}
_MORE_COUNTRIES = {
    "US": "USA|U.S.A.|U.S.|United States of America|America|Vereinigte Staaten|EEUU|EE.UU.|États-Unis",
    "GB": "UK|U.K.|Great Britain|Britain|Grossbritannien|Grande-Bretagne|Gran Bretaña|Royaume-Uni|Reino Unido",
    "NL": "Holland|The Netherlands|Pays-Bas|Países Bajos",
    "CZ": "Czechia|Czech Republic|Tschechien|Česko",
    "AE": "UAE|U.A.E.",
    "KR": "South Korea|Korea",
    "CH": "Suisse|Svizzera|Schweiz",
    "BE": "België|Belgique",
    "AT": "Österreich",
    "TR": "Türkiye",
    "CI": "Ivory Coast",
    "RU": "Russia",
    "VN": "Viet Nam|Vietnam",
    "BR": "Brasil",
    "MX": "México",
    "PL": "Polska",
    "DK": "Danmark",
    "SE": "Sverige",
    "NO": "Norge",
    "FI": "Suomi",
    "HU": "Magyarország",
    "PT": "Portugal",
    "IE": "Republic of Ireland",
}
_TONGUES = ("en", "de", "fr", "es", "it", "nl", "pt")


def _word(text: str) -> str:
    return fold(text).replace(".", "").replace("-", " ").strip()


def _split(text: str) -> list[list[str]]:
    return [[name.replace("_", " ") for name in entry.split("=")] for entry in text.split()]


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return by word the parts of countries that it may mean, as pairs of country and the list's code."""
    found: dict[str, list[tuple[str, str]]] = {}
    for names in _split(_US):
        for name in names:
            found.setdefault(_word(name), []).append(("US", names[0]))
    for country, text in _PARTS.items():
        for names in _split(text):
            for name in names[0 if names[0].isalpha() else 1 :]:
                found.setdefault(_word(name), []).append((country, names[0]))
    return {word: tuple(dict.fromkeys(parts)) for word, parts in found.items()}


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    labels = {("US", names[0]): names[0] for names in _split(_US)}
    for country in _SHOWN:
        labels |= {(country, names[0]): names[1] for names in _split(_PARTS[country])}
    return labels


def regions_named(word: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of countries that a word may mean: "WA" is Washington and Western Australia."""
    return _regions().get(_word(word), ())


def region_label(country: str, region: str) -> str:
    """Return how a part of a country is written behind a city, empty where that is not usual."""
    return _labels().get((country, region), "")


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    """Return the names of all countries in the tongues that are understood, by country and tongue.

    Only the file of names is read: importing `phonenumbers.geodata`, which it is a part of, would load the number ranges
    of every town of the world: 150 MiB and some seconds at each start.
    """
    package = find_spec("phonenumbers.geodata")
    assert package is not None and package.submodule_search_locations is not None
    file = Path(package.submodule_search_locations[0]) / "locale.py"
    spec = spec_from_file_location("phonenumbers.geodata.locale", file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, dict[str, str]] = {}
    for country, names in module.LOCALE_DATA.items():
        said = {tongue: names.get(tongue, "") for tongue in _TONGUES}
        # "*aa" is as in tongue "aa".
        found[country] = {
            tongue: names.get(name[1:], "") if name.startswith("*") else name for tongue, name in said.items()
        }
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for country, names in sorted(_names().items()):
        found.setdefault(country.lower(), country)
        for name in filter(None, names.values()):
            found.setdefault(_word(name), country)
    for country, more in _MORE_COUNTRIES.items():
        found |= {_word(name): country for name in more.split("|")}
    return found


def country_named(word: str) -> str:
    """Return the two letters of the country that a word names in seven languages, or nothing."""
    return _countries().get(_word(word), "")


@lru_cache(maxsize=512)
def country_name(country: str) -> str:
    """Return a country's English name; its code where it has none."""
    return _names().get(country, {}).get("en", "") or country


def country_of_phone(e164: str) -> str:
    """Return the country of a stored number by its prefix, nothing for an empty, foreign or shared one."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return ""
    exact = phonenumbers.region_code_for_number(number) or ""
    if not exact and len(phonenumbers.region_codes_for_country_code(number.country_code or 0)) == 1:
        exact = phonenumbers.region_code_for_country_code(number.country_code or 0) or ""
    return exact if exact.isalpha() and exact != "ZZ" else ""

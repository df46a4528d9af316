"""Names, e-mail addresses and phone numbers as people type them, made comparable. All pure."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult, timezone

from milo_app.core.errors import Invalid
from milo_app.core.text import fold, one_line

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+\.[^\s@<>\"(),:;\\\[\].]{2,63}")
LONGEST_EMAIL = 254
LONGEST_NAME = 200


def email_of(text: str) -> str:
    """Return an address trimmed and lowercase, in ASCII for the domain; raises `Invalid` with what is missing."""
    address = one_line(text).lower()
    if not address:
        raise Invalid("The e-mail address is missing.", field="email", do="Enter it to go on.")
    if "@" not in address:
        raise Invalid(f"“{address[:60]}” has no @.", field="email", do="Enter an address such as name@example.com.")
    if address.count("@") > 1 or not _ADDRESS.fullmatch(address) or ".." in address:
        raise Invalid(f"“{address[:60]}” is not an e-mail address.", field="email", do="Check it for typing mistakes.")
    local, _, domain = address.partition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        raise Invalid(f"“{domain[:60]}” is not a domain.", field="email", do="Check it for typing mistakes.") from None
    if len(address) > LONGEST_EMAIL or len(local) > 64 or local.startswith(".") or local.endswith("."):
        raise Invalid("That is not an e-mail address.", field="email", do="Check it for typing mistakes.")
    return f"{local}@{domain}"


def phone_of(text: str, region: str = "US") -> str:
    """Return a number in E.164, empty for empty input; `region` reads numbers without a country code.

    Any national form is taken: "(020) 7946 0958", "0049 30 123456", "+91-98765 43210". Raises `Invalid`.
    """
    typed = one_line(text)
    if not typed:
        return ""
    # 00 is how most of the world dials a country code; phonenumbers knows it for some regions only.
    plus = "+" + typed[2:] if re.match(r"00\s?[1-9]", typed) else typed
    try:
        number = phonenumbers.parse(plus, region)
    except NumberParseException:
        raise _bad_phone(typed) from None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        raise _bad_phone(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _bad_phone(typed: str) -> Invalid:
    return Invalid(
        f"“{typed[:40]}” is not a phone number.",
        field="phone",
        do="Enter it with the country code, such as +1 212 555 0123, or leave it empty.",
    )


@lru_cache(maxsize=20_000)
def phone_text(e164: str) -> str:
    """Return a stored number as people read it, with its country code."""
    if not e164:
        return ""
    try:
        return phonenumbers.format_number(phonenumbers.parse(e164, None), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return e164


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    found: dict[str, str] = {}
    # The phone data names the zones of each country's numbers; zones that several countries share are settled below.
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number(region)
        if example is None:
            continue
        for name in timezone.time_zones_for_number(example):
            found.setdefault(name, region)
    found |= {
        "America/New_York": "US",
        "America/Chicago": "US",
        "America/Denver": "US",
        "America/Los_Angeles": "US",
        "America/Toronto": "CA",
        "America/Vancouver": "CA",
        "Europe/London": "GB",
        "Europe/Rome": "IT",
        "Europe/Oslo": "NO",
        "Europe/Helsinki": "FI",
        "Europe/Paris": "FR",
        "Asia/Calcutta": "IN",
        "Asia/Kolkata": "IN",
        "Asia/Kathmandu": "NP",
        "Australia/Sydney": "AU",
        "Europe/Moscow": "RU",
    }
    return found


def region_of(tz: str) -> str:
    """Return the country whose numbers are meant in a zone without a country code; US where the zone does not tell."""
    try:
        ZoneInfo(tz or "UTC")
    except (KeyError, ValueError, OSError):
        return "US"
    return _regions().get(tz, "US")


def name_of(text: str) -> str:
    """Return a name on one line; raises `Invalid` when it is empty or longer than 200 characters."""
    name = one_line(text)
    if not name or not any(ch.isalnum() for ch in name):
        raise Invalid("The name is missing.", field="name", do="Enter it to go on.")
    if len(name) > LONGEST_NAME:
        raise Invalid(f"That name is longer than {LONGEST_NAME} characters.", field="name", do="Shorten it.")
    return name


def name_key(name: str) -> str:
    """Return a name folded for search and order."""
    return fold(name)[:LONGEST_NAME]

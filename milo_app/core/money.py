"""Money is integer micro-units (millionths) with a currency; Decimal appears only where it is shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MICROS = 1_000_000
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "AUD": "A$", "INR": "₹", "JPY": "¥"}


def sign_of(currency: str) -> str:
    """Return the sign of a currency, or its code with a space."""
    return _SIGNS.get(currency, f"{currency} ")


def exact(micros: int, currency: str = "USD") -> str:
    """Return an amount with two decimals: `$0.42`."""
    value = (Decimal(micros) / MICROS).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    minus = "-" if value < 0 else ""
    return f"{minus}{sign_of(currency)}{abs(value):,.2f}"


def short(micros: int, currency: str = "USD") -> str:
    """Return an amount for a narrow cell: `$3`, `$212`, `$1k`, `$1.2k`, and cents below ten."""
    value = Decimal(micros) / MICROS
    minus, value = ("-", -value) if value < 0 else ("", value)
    if value >= 1_000_000:
        text = f"{(value / 1_000_000).quantize(Decimal('0.1')):f}".removesuffix(".0") + "M"
    elif value >= 1000:
        text = f"{(value / 1000).quantize(Decimal('0.1')):f}".removesuffix(".0") + "k"
    elif value >= 10 or value == value.to_integral_value():
        text = f"{value.quantize(Decimal(1), rounding=ROUND_HALF_UP):f}"
    else:
        text = f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
    return f"{minus}{sign_of(currency)}{text}"


def micros_from(text: str) -> int:
    """Return micro-units from what a person typed ("1,000", "0.5", "$20"); raises ValueError when it is no amount."""
    cleaned = text.strip().lstrip("$€£₹¥").replace(",", "").strip()
    try:
        value = Decimal(cleaned)
    except ArithmeticError as error:
        raise ValueError("not an amount") from error
    if not value.is_finite() or value < 0:
        raise ValueError("not an amount")
    return int((value * MICROS).to_integral_value(rounding=ROUND_HALF_UP))

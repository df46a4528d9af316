"""Passwords: argon2id with the figures of security.md section 5, and a strength check before one is taken.

At most two are hashed at once, so that a flood of sign-ins cannot take the memory of the machine.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn  # type: ignore[import-untyped]

from milo_app.core.errors import Invalid

SHORTEST, LONGEST = 12, 128
GUESSES = 10_000
_hasher = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
_room = BoundedSemaphore(2)


def check_strength(password: str, *, known: list[str]) -> None:
    """Raise `Invalid` with the reason when a password is too short, too long or easy to guess (`known`: name, e-mail)."""
    if len(password) < SHORTEST:
        raise Invalid(f"Use at least {SHORTEST} characters.", field="password", do="A sentence is easy to remember.")
    if len(password) > LONGEST:
        raise Invalid(f"Use at most {LONGEST} characters.", field="password")
    if float(zxcvbn(password[:72], user_inputs=known)["guesses"]) < GUESSES:
        raise Invalid(
            "This password is easy to guess.", field="password", do="Use a few words that do not belong together."
        )


def hashed(password: str) -> str:
    """Return the argon2id hash of a password. Takes about 0.1 s."""
    with _room:
        return _hasher.hash(password)


_DECOY = _hasher.hash("nobody has this password")


def holds(stored: str, password: str) -> bool:
    """Return whether the password is the stored one; an unknown account (empty hash) takes as long as a known one."""
    with _room:
        try:
            return _hasher.verify(stored or _DECOY, password[:LONGEST]) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Return whether the hash was made with older figures and should be made anew at this sign-in."""
    return _hasher.check_needs_rehash(stored)

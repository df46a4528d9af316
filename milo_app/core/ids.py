"""Identifiers and secrets: uuid7 for what appears in a URL, 256 random bits for what opens a door."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a time-ordered UUID (RFC 9562 version 7); the standard library has it only from 3.14."""
    ms = time.time_ns() // 1_000_000
    return uuid.UUID(int=(ms << 80) | (7 << 76) | (secrets.randbits(12) << 64) | (2 << 62) | secrets.randbits(62))


def public_id() -> str:
    """Return a new identifier for a URL: a uuid7 as 32 hexadecimal characters."""
    return uuid7().hex


def token() -> str:
    """Return a new secret of 32 random bytes, safe in a URL. Store only its `digest`."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return the SHA-256 of a secret as 64 hexadecimal characters, the only form that is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def short_key() -> str:
    """Return a key of 8 characters for parts of a document (stages and questions of a plan)."""
    return secrets.token_hex(4)

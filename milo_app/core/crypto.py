"""Keys of the installation: encrypt what is stored, derive one key per purpose, compare without telling time.

MILO_SECRET_KEYS holds one or more keys, newest first (rotation: put the new one in front). Without the setting they are
made on the first run in `data/keys/secret` with mode 0600, and are part of the backup.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from milo_app.core.errors import Unavailable
from milo_app.core.settings import settings

_SHORTEST = 32


def key_file() -> Path:
    """Return where the keys lie when they are not in the environment."""
    return settings().data_dir / "keys" / "secret"


def ensure_keys() -> None:
    """Make the key file on the first run; its folder has mode 0700 and the file 0600."""
    if settings().secret_keys or key_file().exists():
        return
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(48) + "\n")


@lru_cache(maxsize=1)
def _keys() -> tuple[bytes, ...]:
    text = settings().secret_keys or (key_file().read_text() if key_file().exists() else "")
    found = tuple(part.strip().encode() for part in text.replace("\n", ",").split(",") if part.strip())
    if not found:
        raise Unavailable("There is no encryption key.", do="Start Milo once with ./milo up, or set MILO_SECRET_KEYS.")
    if any(len(key) < _SHORTEST for key in found):
        raise Unavailable(f"A key in MILO_SECRET_KEYS is shorter than {_SHORTEST} characters.", do="Use a longer one.")
    return found


def forget_keys() -> None:
    """Read the keys again at the next use (tests, restore)."""
    _keys.cache_clear()


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=b"milo", info=purpose.encode()).derive(key)


def derived(purpose: str) -> bytes:
    """Return 32 bytes for one purpose, from the newest key."""
    return _derive(_keys()[0], purpose)


def seal(plain: str, place: str) -> str:
    """Encrypt a text for one place such as `ai_settings:7:key`; it does not open anywhere else."""
    return _box().encrypt(f"{place}\n{plain}".encode()).decode()


def unseal(sealed: str, place: str) -> str:
    """Decrypt what `seal` made for the same place, with any of the keys."""
    try:
        text = _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unavailable(
            "A stored secret cannot be read with the current keys.", do="Restore the keys of the backup."
        ) from error
    where, _, plain = text.partition("\n")
    if where != place:
        raise Unavailable("A stored secret belongs to another place.")
    return plain


def _box() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(key, "fields"))) for key in _keys()])


def sign(value: str, purpose: str) -> str:
    """Return the HMAC-SHA256 of a value for one purpose as hexadecimal text."""
    return hmac.new(derived(purpose), value.encode(), hashlib.sha256).hexdigest()


def signature_holds(value: str, signature: str, purpose: str) -> bool:
    """Return whether the signature was made by any of the keys, in constant time."""
    return any(
        hmac.compare_digest(hmac.new(_derive(key, purpose), value.encode(), hashlib.sha256).hexdigest(), signature)
        for key in _keys()
    )

"""The key by which push services know this installation, made on the first run beside the other keys.

A browser subscribes to this key: when it is lost, every device has to be added again, so it is part of the backup.
"""

from __future__ import annotations

import base64
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from milo_app.core.errors import Unavailable
from milo_app.core.settings import settings


def key_file() -> Path:
    """Return where the key lies."""
    return settings().data_dir / "keys" / "push"


def ensure_key() -> None:
    """Make the key on the first run, readable by its owner only."""
    path = key_file()
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = ec.generate_private_key(ec.SECP256R1())
    text = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return
    with os.fdopen(handle, "wb") as out:
        out.write(text)


@lru_cache(maxsize=1)
def private_key() -> ec.EllipticCurvePrivateKey:
    """Return the key; raises `Unavailable` where it was never made or cannot be read."""
    try:
        found = serialization.load_pem_private_key(key_file().read_bytes(), None)
    except (OSError, ValueError) as error:
        raise Unavailable("There is no key for push.", do="Start Milo once with ./milo up.") from error
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise Unavailable("The key for push is of another kind.", do="Restore keys/push from a backup.")
    return found


def public_text(key: ec.EllipticCurvePublicKey) -> str:
    """Return a public key as browsers take it: the uncompressed point in base64url."""
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return unpadded(point)


def unpadded(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def padded(text: str) -> bytes:
    """Read base64url, padded or not; raises ValueError."""
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)

"""Encrypting a push so that only the browser can read it: RFC 8291 over RFC 8188, one record."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
LONGEST = 3993
"""Bytes of plain text that fit into one record with header, delimiter and tag (RFC 8291, section 4)."""


def sealed(
    plain: bytes,
    browser: ec.EllipticCurvePublicKey,
    secret: bytes,
    *,
    once: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Return the body of a push for a browser's public key and its 16 byte secret; `once` and `salt` are for tests."""
    if len(plain) > LONGEST:
        raise ValueError("too long for one push")
    once, salt = once or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    theirs, ours = _point(browser), _point(once.public_key())
    shared = _hkdf(secret, b"WebPush: info\0" + theirs + ours, 32, once.exchange(ec.ECDH(), browser))
    key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16, shared)
    nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12, shared)
    record = AESGCM(key).encrypt(nonce, plain + b"\x02", None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours + record


def browser_key(point: bytes) -> ec.EllipticCurvePublicKey:
    """Read a browser's public key; raises ValueError for anything that is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _hkdf(salt: bytes, info: bytes, length: int, material: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)

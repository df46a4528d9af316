"""Hands pushes over to the push service that a browser named. The address is checked like any that a person typed."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from milo_app.adapters.push_web import keys
from milo_app.adapters.push_web.seal import browser_key, sealed
from milo_app.core import safe_http, safe_post
from milo_app.core.errors import Invalid
from milo_app.core.settings import Settings
from milo_app.domain.notifications.ports import Gone, Later, Refused, Subscription

TTL_S = 24 * 3600
_TOKEN_S = 12 * 3600


@dataclass(frozen=True)
class WebPush:
    """The sender; `contact` tells a push service whom to ask when something is wrong with our pushes."""

    contact: str
    allow_private: str = ""
    rules: safe_http.Rules = safe_http.RULES

    @classmethod
    def from_settings(cls, chosen: Settings) -> WebPush:
        """Make the sender of an installation."""
        _, address = parseaddr(chosen.mail_from)
        is_real = "." in address.rpartition("@")[2]
        contact = f"mailto:{address}" if is_real else chosen.origin if chosen.is_https else "mailto:milo@example.com"
        return cls(contact, chosen.allow_private)

    def public_key(self) -> str:
        """Return the key that browsers subscribe with."""
        return keys.public_text(keys.private_key().public_key())

    def check(self, subscription: Subscription) -> None:
        """Raise `Invalid` for keys that are none and for an address that Milo does not open."""
        _read(subscription)
        safe_http.check(subscription.endpoint, allow_private=self.allow_private, rules=self.rules)

    def send(self, subscription: Subscription, payload: bytes, *, topic: str, is_urgent: bool) -> None:
        """Encrypt and hand over."""
        browser, secret = _read(subscription)
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(TTL_S),
            "Urgency": "high" if is_urgent else "normal",
            "Topic": topic[:32],
            "Authorization": f"vapid t={self._token(subscription.endpoint)}, k={self.public_key()}",
        }
        body = sealed(payload, browser, secret)
        try:
            reply = safe_post.post(
                subscription.endpoint, body, headers, allow_private=self.allow_private, rules=self.rules
            )
        except safe_http.RefusedAddress as error:
            raise Refused(error.message) from error
        except safe_http.Unreachable as error:
            raise Later(error.message) from error
        _judge(reply, urlsplit(subscription.endpoint).hostname or "")

    def _token(self, endpoint: str) -> str:
        """Return the signed proof of RFC 8292: for whom, until when, and whom to ask."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + _TOKEN_S, "sub": self.contact}
        text = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
        r, s = decode_dss_signature(keys.private_key().sign(text.encode(), ec.ECDSA(SHA256())))
        return f"{text}.{keys.unpadded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _part(value: dict[str, Any]) -> str:
    return keys.unpadded(json.dumps(value, separators=(",", ":")).encode())


def _read(subscription: Subscription) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    try:
        secret = keys.padded(subscription.auth)
        browser = browser_key(keys.padded(subscription.p256dh))
    except ValueError:
        secret = b""
    if len(secret) != 16:
        raise Invalid("This browser gave keys that are none.", field="device", do="Reload, and try again.")
    return browser, secret


def _judge(reply: safe_post.Reply, host: str) -> None:
    """Turn the answer of a push service into an outcome (RFC 8030, section 7.3; the rest by its class)."""
    if 200 <= reply.status < 300:
        return
    if reply.status in (404, 410):
        raise Gone
    if reply.status == 429 or reply.status >= 500:
        wait = timedelta(seconds=reply.retry_after) if reply.retry_after else None
        raise Later(f"{host} is busy ({reply.status}).", wait)
    raise Refused(f"{host} did not take the push ({reply.status}).")

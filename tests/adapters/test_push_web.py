"""Web push: the example of RFC 8291, the signature of RFC 8292, and what each answer of a push service means."""

from __future__ import annotations

import base64
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from milo_app.adapters.push_web import keys
from milo_app.adapters.push_web.seal import LONGEST, browser_key, sealed
from milo_app.adapters.push_web.sender import WebPush
from milo_app.core.addresses import networks
from milo_app.core.errors import Invalid
from milo_app.core.safe_http import RefusedAddress, Rules
from milo_app.core.settings import settings
from milo_app.domain.notifications.ports import Gone, Later, Refused, Subscription
from tests.factories.receiver import Browser, Receiver, receiver


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_raw(text), "big"), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    # RFC 8291, appendix A.
    body = sealed(
        b"When I grow up, I want to be a watermelon",
        browser_key(_raw("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")),
        _raw("BTBZMqHH6r4Tts7J_aSIgg"),
        once=_private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt=_raw("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert keys.unpadded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_what_does_not_fit_into_one_push_is_refused() -> None:
    browser = Browser("https://push.example/x")
    key = browser.key.public_key()
    assert len(sealed(b"a" * LONGEST, key, browser.secret)) <= 4096
    with pytest.raises(ValueError, match="too long"):
        sealed(b"a" * (LONGEST + 1), key, browser.secret)


@pytest.fixture
def service() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture
def sender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: Receiver) -> Iterator[WebPush]:
    monkeypatch.setenv("MILO_DATA", str(tmp_path))
    settings.cache_clear()
    keys.private_key.cache_clear()
    keys.ensure_key()
    rules = Rules(allow_http=True, allow_private=networks("127.0.0.0/8"), ports=frozenset({service.port}), seconds=1.0)
    yield WebPush("mailto:admin@firm.test", rules=rules)
    settings.cache_clear()
    keys.private_key.cache_clear()


def _of(browser: Browser) -> Subscription:
    given = json.loads(browser.subscription())
    return Subscription(given["endpoint"], given["keys"]["p256dh"], given["keys"]["auth"])


def test_a_push_can_be_read_by_its_browser_and_says_who_sent_it(sender: WebPush, service: Receiver) -> None:
    browser = Browser(service.url("/push/abc"))
    sender.send(_of(browser), json.dumps({"title": "Dana é"}).encode(), topic="t", is_urgent=True)
    (got,) = service.got
    assert browser.read(got.body) == {"title": "Dana é"}
    assert b"Dana" not in got.body
    assert (got.headers["content-encoding"], got.headers["urgency"], got.headers["topic"]) == ("aes128gcm", "high", "t")
    assert int(got.headers["ttl"]) == 24 * 3600
    token, key = (part.partition("=")[2] for part in got.headers["authorization"].removeprefix("vapid ").split(", "))
    assert key == sender.public_key()
    head, claims, signature = token.split(".")
    said = json.loads(_raw(claims))
    assert said["aud"] == f"http://127.0.0.1:{service.port}"
    assert said["sub"] == "mailto:admin@firm.test"
    r, s = _raw(signature)[:32], _raw(signature)[32:]
    der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    browser_key(_raw(key)).verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (404, {}, Gone), (410, {}, Gone), (429, {"Retry-After": "120"}, Later), (503, {}, Later), (400, {}, Refused),
        (413, {}, Refused), (301, {"Location": "https://example.com/"}, Refused),
    ],
)  # fmt: skip
def test_each_answer_has_its_outcome(
    sender: WebPush, service: Receiver, status: int, headers: dict[str, str], outcome: type[Exception]
) -> None:
    service.answers.append((status, headers, 0))
    with pytest.raises(outcome) as told:
        sender.send(_of(Browser(service.url())), b"{}", topic="t", is_urgent=False)
    assert len(service.got) == 1  # a redirect is not followed
    if status == 429:
        assert isinstance(told.value, Later)
        assert told.value.after == timedelta(seconds=120)


def test_a_service_that_hangs_is_tried_later(sender: WebPush, service: Receiver) -> None:
    service.answers.append((201, {}, 3))
    with pytest.raises(Later, match="within 1 seconds"):
        sender.send(_of(Browser(service.url())), b"{}", topic="t", is_urgent=False)


@pytest.mark.parametrize(
    "endpoint",
    ["https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.1/x", "https://169.254.169.254/x", "http://1.1.1.1/",
     "https://[::1]/x", "https://2130706433/x", "file:///etc/passwd"],
)  # fmt: skip
def test_an_endpoint_inside_the_house_is_refused_at_the_door_and_at_the_send(sender: WebPush, endpoint: str) -> None:
    strict = replace(sender, rules=Rules())
    found = _of(Browser(endpoint))
    with pytest.raises(RefusedAddress):
        strict.check(found)
    with pytest.raises(Refused):
        strict.send(found, b"{}", topic="t", is_urgent=False)


@pytest.mark.parametrize(("p256dh", "auth"), [("AAAA", "BTBZMqHH6r4Tts7J_aSIgg"), ("!!", "??"), ("", "")])
def test_keys_that_are_none_are_refused(sender: WebPush, p256dh: str, auth: str) -> None:
    with pytest.raises(Invalid, match="keys that are none"):
        sender.check(Subscription("https://push.example/x", p256dh, auth))


def test_the_key_is_made_once_and_is_for_its_owner_only(sender: WebPush) -> None:
    before = keys.key_file().read_bytes()
    keys.ensure_key()
    assert keys.key_file().read_bytes() == before
    assert stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600

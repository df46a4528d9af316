"""Messages to chats: the shapes that Slack and Teams document, and what each of their answers means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from milo_app.adapters.chat_hooks.poster import HookPoster
from milo_app.core.addresses import networks
from milo_app.core.safe_http import RefusedAddress, Rules
from milo_app.domain.notifications.ports import Card, Gone, Later, Refused
from tests.factories.receiver import Receiver, receiver

CARD = Card("Dana <Lee> completed *Barista* & more", "Score [82](x)", "https://milo.test/candidates/1", "Open in Milo")


@pytest.fixture
def chat() -> Iterator[Receiver]:
    with receiver() as found:
        found.usual = 200
        yield found


@pytest.fixture
def poster(chat: Receiver) -> HookPoster:
    loopback = networks("127.0.0.0/8")
    return HookPoster(rules=Rules(allow_http=True, allow_private=loopback, ports=frozenset({chat.port}), seconds=1.0))


def test_slack_gets_text_and_blocks_in_which_a_name_can_mention_nobody(poster: HookPoster, chat: Receiver) -> None:
    poster.post("slack", chat.url(), CARD)
    (got,) = chat.got
    assert got.headers["content-type"] == "application/json; charset=utf-8"
    said = got.json
    assert "&lt;Lee&gt;" in said["text"]
    assert "&amp;" in said["text"]
    section, actions = said["blocks"]
    assert section["text"]["type"] == "mrkdwn"
    assert actions["elements"][0]["url"] == CARD.link


def test_teams_gets_one_adaptive_card_whose_text_is_no_markdown(poster: HookPoster, chat: Receiver) -> None:
    chat.usual = 202
    poster.post("teams", chat.url(), CARD)
    said = chat.got[0].json
    assert said["type"] == "message"
    (attachment,) = said["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attachment["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
    assert card["body"][1]["text"] == r"Score \[82\]\(x\)"
    assert card["actions"] == [{"type": "Action.OpenUrl", "title": "Open in Milo", "url": CARD.link}]


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [(404, {}, Gone), (410, {}, Gone), (400, {}, Refused), (302, {"Location": "https://example.com/"}, Refused),
     (429, {"Retry-After": "30"}, Later), (500, {}, Later)],
)  # fmt: skip
def test_each_answer_has_its_outcome(
    poster: HookPoster, chat: Receiver, status: int, headers: dict[str, str], outcome: type[Exception]
) -> None:
    chat.answers.append((status, headers, 0))
    with pytest.raises(outcome) as told:
        poster.post("slack", chat.url(), CARD)
    assert len(chat.got) == 1  # a redirect is not followed
    if status == 429:
        assert isinstance(told.value, Later)
        assert told.value.after == timedelta(seconds=30)


def test_a_chat_that_hangs_is_tried_later(poster: HookPoster, chat: Receiver) -> None:
    chat.answers.append((200, {}, 3))
    with pytest.raises(Later, match="within 1 seconds"):
        poster.post("slack", chat.url(), CARD)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/x", "http://hooks.slack.com/x", "https://169.254.169.254/", "nonsense"]
)
def test_an_address_that_milo_does_not_open_is_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        HookPoster().check("slack", url)
    with pytest.raises(Refused):
        HookPoster().post("slack", url, CARD)

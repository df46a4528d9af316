"""What must never stand in the log: thirty canaries through Milo's and Reflex's own loggers, failures included."""

from __future__ import annotations

import io
import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from milo_app.core.db import make_engine
from milo_app.core.logs import Redacting, quiet_logs, redact

SECRETS = {
    "cookie header": "cookie: __Host-milo_session=CANARYsession; milo_candidate=CANARYcandidate",
    "cookie in a dict": "{'cookie': 'milo_session_3000=CANARYsession', 'host': 'x'}",
    "cookie in json": '{"cookie": "milo_session_3000=CANARYsession; other=CANARYother"}',
    "cookie alone": "milo_candidate=CANARYcandidate",
    "token in a query": "GET /_event/?token=CANARY-tab-token&EIO=4",
    "token in a dict": "{'token': 'CANARYtoken1234'}",
    "password in a form": "email=x&password=CANARYpassword&next=/",
    "password in json": '{"password": "CANARYpassword"}',
    "authorization": "Authorization: CANARYbearer1234567",
    "sign-in link": "http://localhost:3000/enter/CANARYabcdefghijklmnopqrstuvwx",
    "reset link": "/reset/CANARYabcdefghijklmnopqrstuvwx",
    "set-up link": "/setup/CANARYabcdefghijklmnopqrstuvwx",
    "personal link": "/i/me/CANARYabcdefghijklmnopqrstuvwx",
    "api key": "milo_live_CANARYxx_CANARYabcdefghijklmnop",
    "e-mail": "could not mail CANARY.person@mail.example.com today",
    "e-mail in brackets": "to <CANARY+tag@mail.example.com>",
}


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_is_taken_out_of_a_line(what: str) -> None:
    assert "CANARY" not in redact(SECRETS[what])


@pytest.mark.parametrize(
    "phone", ["+49 30 901820", "+1 (555) 010-0199", "555-010-0199 ", "004930901820", "+14155550100"]
)
def test_a_phone_number_is_taken_out_of_a_line(phone: str) -> None:
    assert "[number]" in redact(f"call {phone} now")


@pytest.mark.parametrize(
    "line", ["job evaluate 12 failed", "denied milo_app.x.load: no session", "took 0.8215 s", "port 3000"]
)
def test_what_people_need_stays(line: str) -> None:
    assert redact(line) == line


def written(name: str, log: logging.Logger, say) -> str:  # type: ignore[no-untyped-def]
    """What a handler writes that was there when the logs were quieted."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    log.addHandler(handler)
    try:
        quiet_logs()
        say(log)
    finally:
        log.removeHandler(handler)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    ["milo.gate", "milo.api", "reflex.app", "reflex_base.event.processor.event_processor", "granian", "sqlalchemy"],
)
def test_every_logger_is_quieted_whatever_it_is_told(name: str) -> None:
    log = logging.getLogger(name)
    log.setLevel(logging.INFO)
    payload = {"email": "CANARY@mail.example.com", "password": "CANARYpassword", "cookie": "milo_candidate=CANARYx"}

    def say(log: logging.Logger) -> None:
        log.warning("Received event data as a string. Event data: %s", payload)
        log.warning(f"Error processing event queue entry for {payload}")
        try:
            raise ValueError(f"Failed to deserialize event data: {payload}.")
        except ValueError:
            log.exception("it failed for %s", "CANARY@mail.example.com")

    text_ = written(name, log, say)
    assert "it failed" in text_
    assert "CANARY" not in text_


def test_a_line_is_never_dropped() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "hello %s", ("CANARY@mail.example.com",), None)
    assert Redacting().filter(record) is True
    assert record.getMessage() == "hello [e-mail]"


def test_a_failed_statement_is_logged_without_its_values() -> None:
    engine = make_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as failed:
        connection.execute(text("SELECT :name FROM nothing"), {"name": "CANARY person"})
    assert "CANARY" not in str(failed.value)

"""The gate: every event of every browser passes here before a handler runs. Default deny.

It finds the principal by cookie at each event (so that revoking a session works at the next click), binds the tab's
state to that cookie (a stolen tab token shows an empty state), checks the policy mark, and validates argument names and
types, because Reflex enforces neither (security.md sections 2 and 3).
"""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import secrets
import typing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from pydantic import ConfigDict, TypeAdapter, ValidationError
from reflex.event import EventSpec
from reflex.state import BaseState, OnLoadInternalState, State, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import form_data_as_dict

from milo_app import bootstrap
from milo_app.core.errors import Denied, MiloError, Unavailable
from milo_app.core.ids import digest
from milo_app.core.settings import settings
from milo_app.core.work import Actor, Work
from milo_app.domain.accounts import service as accounts
from milo_app.domain.accounts import sessions
from milo_app.domain.accounts.sessions import SignedInUser
from milo_app.domain.interviews import entry
from milo_app.domain.interviews.entry import Seat
from milo_app.state.live import pokes
from milo_app.state.pace import Pace
from milo_app.state.policy import Policy, policy_of

log = logging.getLogger("milo.gate")
P = ParamSpec("P")
R = TypeVar("R")

CANDIDATE_COOKIE = "milo_candidate"
_FRAMEWORK = frozenset(
    {
        "hydrate",
        "hydrate_and_load",
        "set_is_hydrated",
        "on_load_internal",
        "update_vars_internal",
        "handle_frontend_exception",
    }
)
_DENIALS = RateLimitItemPerMinute(20)
_limiter = FixedWindowRateLimiter(MemoryStorage())
_pace = Pace()
# Few, since threads that read take the interpreter from each other. Who somebody is has a thread of its own, so that a
# long list keeps nobody at the door.
_door = ThreadPoolExecutor(max_workers=1, thread_name_prefix="milo-door")
_readers = ThreadPoolExecutor(max_workers=3, thread_name_prefix="milo-read")
_FAST = "You are going very fast. Wait a moment and try again."
_VISITS = ("on_load_internal", "hydrate_and_load")


def session_cookie() -> str:
    """Return the name of the recruiter's cookie: host-bound and Secure on https, else with the port (cookies ignore ports)."""
    return "__Host-milo_session" if settings().is_https else f"milo_session_{settings().port}"


@dataclass(frozen=True)
class Principal:
    """Who sent the event: the actor for the domain, and the signed-in user when it is one."""

    actor: Actor
    user: SignedInUser | None = None


_principal: ContextVar[Principal | None] = ContextVar("milo_principal", default=None)


def principal() -> Principal:
    """Return who sent the present event."""
    found = _principal.get()
    return found if found is not None else Principal(bootstrap.nobody())


def me() -> SignedInUser:
    """Return the signed-in user of the present event; raises `Denied` in a public or candidate handler."""
    user = principal().user
    if user is None:
        raise Denied("Sign in first.")
    return user


async def _in(pool: ThreadPoolExecutor, fn: Callable[..., R], *args: Any) -> R:
    return await asyncio.get_running_loop().run_in_executor(pool, copy_context().run, fn, *args)


async def call(fn: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a domain function that writes, as the sender of the event, in a transaction in a worker thread."""

    def run() -> R:
        with bootstrap.work(principal().actor) as w:
            return fn(w, *args, **kwargs)

    return await asyncio.to_thread(run)


async def look(fn: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a domain function that only reads, as the sender of the event, in a worker thread."""

    def run() -> R:
        with bootstrap.read(principal().actor) as w:
            return fn(w, *args, **kwargs)

    return await _in(_readers, run)


async def look_as(actor: Actor, fn: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a domain function that only reads, as a given actor: for public pages, which find out who is there."""

    def run() -> R:
        with bootstrap.read(actor) as w:
            return fn(w, *args, **kwargs)

    return await _in(_readers, run)


async def slowly(fn: Callable[..., R], *args: Any, **kwargs: Any) -> R:
    """Run a domain function that opens its own units of work (`open_work` first), in a worker thread."""
    actor = principal().actor
    return await asyncio.to_thread(fn, lambda: bootstrap.work(actor), *args, **kwargs)


def cookies(header: str) -> dict[str, str]:
    """Read a Cookie header; a broken one holds nothing."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def find_user(secret: str) -> SignedInUser | None:
    """Return who a recruiter's cookie stands for now."""
    if not secret:
        return None
    with bootstrap.read(bootstrap.nobody()) as w:
        return sessions.find(w.session, w.clock, secret)


def _note_use(session_id: int) -> None:
    """Keep a session in use from ending as idle; while the database is busy the next event does it."""
    try:
        with bootstrap.work(bootstrap.nobody()) as w:
            sessions.touch(w.session, session_id, w.now)
    except Unavailable:
        log.info("a session in use was not noted: the database is busy")


def _note_denial(tab: str, actor: Actor, handler: str, missing: list[str]) -> None:
    """Write in the audit log that somebody tried what their role does not allow; a flood of one tab is only logged."""
    if not _limiter.hit(_DENIALS, tab):
        log.warning("a tab was denied more than %s times in a minute", _DENIALS.amount)
        return
    try:
        with bootstrap.work(actor) as w:
            accounts.note_denial(w, handler, missing)
    except Unavailable:
        log.warning("a denial was not written: the database is busy")


def find_seat(secret: str) -> Seat | None:
    """Return the place that a `milo_candidate` cookie opens now: which application of which interviewer."""
    if not secret:
        return None
    with bootstrap.read(bootstrap.system(None)) as w:
        return entry.seat(w, secret)


async def here(state: rx.State) -> Seat | None:
    """Return the candidate's place that this browser holds now: for public pages, which find out who is there."""
    jar = cookies(state.router.headers.raw_headers.get("cookie", ""))
    return await asyncio.to_thread(find_seat, jar.get(CANDIDATE_COOKIE, ""))


def sitting(seat: Seat) -> Actor:
    """Return the actor of a candidate in their seat."""
    return seat.actor()


def _find(policy: Policy, jar: dict[str, str], ip: str) -> Principal | None:
    if policy.who == "candidate":
        seat = find_seat(jar.get(CANDIDATE_COOKIE, ""))
        return Principal(sitting(seat)) if seat else None
    user = find_user(jar.get(session_cookie(), ""))
    if user is not None:
        return Principal(user.actor, user)
    return Principal(bootstrap.nobody(ip)) if policy.who == "public" else None


@lru_cache(maxsize=2048)
def _arguments(handler: Callable[..., Any]) -> dict[str, tuple[TypeAdapter[Any] | None, bool]]:
    """Return the adapter and whether an argument must be given, for each argument of a handler."""
    hints = typing.get_type_hints(handler)
    found: dict[str, tuple[TypeAdapter[Any] | None, bool]] = {}
    for name, parameter in list(inspect.signature(handler).parameters.items())[1:]:
        hint = hints.get(name)
        # Wide enough that a description far over its own limit still gets its sentence; the domain has the real limits.
        strict = ConfigDict(str_max_length=200_000)
        adapter = (
            TypeAdapter(hint, config=strict) if hint in (str, int, float, bool) else TypeAdapter(hint) if hint else None
        )
        found[name] = (adapter, parameter.default is inspect.Parameter.empty)
    return found


def arguments_hold(handler: Callable[..., Any], payload: dict[str, Any]) -> bool:
    """Return whether a payload has exactly the handler's arguments, with values of their types."""
    expected = _arguments(handler)
    if set(payload) - set(expected) or any(must and name not in payload for name, (_, must) in expected.items()):
        return False
    try:
        for name, value in payload.items():
            adapter = expected[name][0]
            if adapter is None:
                return False
            # A submitted form comes wrapped as its entries; Reflex unwraps it only after the gate.
            plain = form_data_as_dict(value)
            adapter.validate_python(plain)
            if "\\u0000" in json.dumps(plain, default=str):
                return False  # PostgreSQL keeps no NUL in texts, and no key types one
    except (ValidationError, RecursionError, TypeError, ValueError):
        return False
    return True


class Tab(rx.State):
    """Which cookies the state of a tab was built for, and whether blind (-1: not known yet). Never sent to the browser."""

    _bound: str = ""
    _is_blind: int = -1


class Gate(rx.Middleware):
    """Runs before every event."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event through (None) or answer it with a redirect, a sentence, or nothing at all."""
        root = state._get_root_state()
        router = root.router
        token = router.session.client_token
        header = router.headers.raw_headers.get("cookie", "")
        jar = cookies(header)
        await self._bind(root, jar)
        _principal.set(None)
        name = event.name.rsplit(".", 1)[-1]
        registered = RegistrationContext.get().event_handlers.get(event.name)
        if registered is None or name == "setvar":
            return self._deny(token, event.name, "unknown or setvar")
        handler = registered.handler.fn
        policy = policy_of(handler)
        if policy is None:
            if name in _FRAMEWORK and registered.states[0].__module__.startswith("reflex."):
                return None if name not in _VISITS or self._may_visit(app, token, event) else self._say(_FAST)
            return self._deny(token, event.name, "no policy mark")
        if not _pace.may_ask(token, event.name):
            return self._say(_FAST)
        found = await _in(_door, _find, policy, jar, router.session.client_ip)
        if found is None:
            self._deny(token, event.name, "no session")
            pokes.hang_up(token)
            return self._send_away(policy, router.url.path if router.url else "/")
        if found.user is not None and found.user.is_stale:
            await asyncio.to_thread(_note_use, found.user.session_id)
        if await self._has_changed_sight(root, found.actor):
            return await self._anew(root)
        if not policy.permissions <= found.actor.permissions:
            missing = sorted(policy.permissions - found.actor.permissions)
            self._deny(token, event.name, f"{found.actor.role} lacks {missing}")
            await asyncio.to_thread(_note_denial, token, found.actor, name, missing)
            return self._say("Your role does not allow this. Ask an admin of this workspace.")
        if not arguments_hold(handler, event.payload):
            return self._deny(token, event.name, "arguments do not fit")
        _principal.set(found)
        return None

    def _may_visit(self, app: rx.App, token: str, event: Event) -> bool:
        path = str(event.router_data.get("pathname", "/"))
        return _pace.may_visit(token, (one.name for one in Event.from_event_type(app.get_load_events(path))))

    async def _bind(self, root: BaseState, jar: dict[str, str]) -> None:
        bound = digest(f"{jar.get(session_cookie(), '')}|{jar.get(CANDIDATE_COOKIE, '')}")
        tab = await root.get_state(Tab)
        if tab._bound != bound:
            if tab._bound:
                root.reset()
                tab = await root.get_state(Tab)
            tab._bound = bound

    async def _has_changed_sight(self, root: BaseState, actor: Actor) -> bool:
        """Whether blind review began or ended since this tab's rows were read; they are thrown away then."""
        if actor.kind != "user":
            return False
        tab = await root.get_state(Tab)
        before, tab._is_blind = tab._is_blind, int(actor.is_blind)
        if before in (-1, tab._is_blind):
            return False
        bound = tab._bound
        root.reset()
        tab = await root.get_state(Tab)
        tab._bound, tab._is_blind = bound, int(actor.is_blind)
        return True

    async def _anew(self, root: BaseState) -> StateUpdate:
        """Empty the browser's rows and let the page load again: nothing that it shows may stay."""
        delta = await root._get_resolved_delta()
        root._clean()
        return StateUpdate(delta=delta, events=Event.from_event_type(OnLoadInternalState.on_load_internal))

    def _deny(self, token: str, event: str, why: str) -> StateUpdate:
        # Names only: payloads and headers hold personal data and cookies.
        log.warning("denied %s: %s", event[:200], why)
        return StateUpdate()

    def _say(self, sentence: str) -> StateUpdate:
        return StateUpdate(events=Event.from_event_type(rx.toast.error(sentence)))

    def _send_away(self, policy: Policy, path: str) -> StateUpdate:
        if policy.who == "candidate":
            return StateUpdate(events=Event.from_event_type(rx.redirect("/i/closed")))
        place = path if path.startswith("/") and not path.startswith("//") else "/"
        return StateUpdate(events=Event.from_event_type(rx.redirect(f"/sign-in?next={place}")))


def explain(exception: Exception) -> EventSpec:  # Reflex evaluates this name in a module of its own
    """Turn an error of a handler into a toast: a named outcome with its sentence, anything else with a reference."""
    if isinstance(exception, MiloError):
        return rx.toast.error(exception.sentence(), duration=8000)
    reference = secrets.token_hex(4)
    log.error("unexpected error, reference %s", reference, exc_info=exception)
    return rx.toast.error(
        f"Something went wrong on the server. Nothing was changed. Tell your admin this reference: {reference}.",
        duration=12000,
    )


def unmarked() -> list[str]:
    """Return the handlers without a policy mark that are not the framework's own (test T1: must be empty)."""
    found = []
    for name, registered in RegistrationContext.get().event_handlers.items():
        short = name.rsplit(".", 1)[-1]
        is_framework = short in _FRAMEWORK and registered.states[0].__module__.startswith("reflex.")
        if short != "setvar" and not is_framework and policy_of(registered.handler.fn) is None:
            found.append(name)
    return found


__all__ = ["Gate", "State", "arguments_hold", "call", "explain", "look", "me", "principal", "slowly", "unmarked"]

"""Where a text or a whole plan comes from besides typing: a web page, a document, a usual role, a template."""

from __future__ import annotations

import asyncio
from typing import TypedDict

import reflex as rx

from milo_app import bootstrap
from milo_app.core.errors import Invalid, MiloError
from milo_app.core.text import fold, plain, plural
from milo_app.domain.interviewers import templates
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION
from milo_app.domain.interviewers.ports import PostingReader, PostingText, Role
from milo_app.domain.interviewers.templates import TemplateRow
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_plan import WizardPlan

FIRST = 6


class StageSign(TypedDict):
    """A stage as a small icon."""

    kind: str
    name: str


class Card(TypedDict):
    """A template or a usual role as a card; `kind` is template or role."""

    key: str
    kind: str
    title: str
    family: str
    icon: str
    stages: list[StageSign]
    minutes: str
    is_default: bool


class WizardSources(Wizard):
    """The address, the document, and the cards."""

    url: str = ""
    url_error: str = ""
    is_fetching: bool = False
    fetching: str = ""
    fetched: str = ""
    fetched_from: str = ""
    fetched_note: str = ""
    q: str = ""
    cards: list[Card] = []
    total: str = ""
    is_all: bool = False
    has_more: bool = False
    chosen: str = ""
    chosen_name: str = ""
    is_starting: str = ""

    async def _begin(self) -> None:
        await self._draw_cards()
        default = await look(templates.default_of) if me().actor.can("template:read") else None
        if default is not None:
            self.chosen, self.chosen_name = default.id, default.name

    @rx.event
    @requires("interviewer:create")
    async def load(self):
        """Read the cards."""
        await self._draw_cards()

    async def _draw_cards(self) -> None:
        own = await look(templates.listed, self.q) if me().actor.can("template:read") else []
        found = [template_card(row) for row in own] + [role_card(role) for role in await look(templates.roles, self.q)]
        self.total = plural(len(found), "template")
        self.has_more = not self.is_all and not self.q and len(found) > FIRST
        self.cards = found[:FIRST] if self.has_more else found

    @rx.event
    @requires("interviewer:create")
    async def search(self, text: str):
        """Look for a template or role by name."""
        self.q = fold(text)[:80]
        await self._draw_cards()

    @rx.event
    @requires("interviewer:create")
    async def show_all(self):
        """Show every card."""
        self.is_all = True
        await self._draw_cards()

    @rx.event
    @requires("interviewer:create")
    async def without_template(self):
        """Begin without the default template this time."""
        self.chosen = self.chosen_name = ""

    @rx.event
    @requires("interviewer:create")
    async def start(self, kind: str, key: str):
        """Begin a new draft with a template or a usual role."""
        if kind not in ("template", "role"):
            raise Invalid("There is no such template.")
        started = await call(templates.start_role if kind == "role" else templates.start, key)
        return rx.redirect(f"/interviewers/{started.id}/edit?step=stages")

    @rx.event
    @requires("interviewer:create")
    async def type_url(self, text: str):
        """Take the address of a posting."""
        self.url, self.url_error = text[:2100], ""

    @rx.event
    @requires("interviewer:create")
    async def get_text(self):
        """Begin once what was typed before has arrived: what runs in the background does not wait for its turn."""
        return WizardSources.get_text_now

    @rx.event(background=True)
    @requires("interviewer:create")
    async def get_text_now(self):
        """Read the posting at the address; what was pasted before stays until somebody replaces it."""
        async with self:
            if self.is_fetching:
                return
            url = self.url
            self.url_error, self.fetched, self.is_fetching, self.fetching = "", "", True, "Opening the page"
        found, error = None, ""
        try:
            work = asyncio.create_task(asyncio.to_thread(_read_posting, url))
            seconds = 0
            while not work.done():
                await asyncio.wait({work}, timeout=1)
                seconds += 1
                async with self:
                    self.fetching = f"Opening the page, {seconds} s"
            found = await work
        except MiloError as failed:
            error = failed.sentence()
        finally:
            async with self:
                self.is_fetching, self.fetching, self.url_error = False, "", error
                if found is not None:
                    await self._offer(found.text, url, found.note)

    @rx.event
    @requires("interviewer:create")
    async def take_file(self, text: str, name: str, note: str):
        """Take the text that was read out of a document."""
        await self._offer(plain(text)[:MAX_DESCRIPTION], name, note)

    async def _offer(self, text: str, origin: str, note: str) -> None:
        """Put a text into the empty box, or ask what to do with what stands there."""
        self.fetched_from, self.fetched_note = origin[:120], note[:300]
        plan = await self.get_state(WizardPlan)
        if plan.text.strip():
            self.fetched = text
        else:
            await plan._take(text)

    @rx.event
    @requires("interviewer:create")
    async def put(self, how: str):
        """Replace the text in the box, add to its end, or leave it as it is."""
        plan = await self.get_state(WizardPlan)
        if how == "replace":
            await plan._take(self.fetched)
        elif how == "append":
            await plan._take(f"{plan.text.rstrip()}\n\n{self.fetched}")
        self.fetched = self.fetched_from = self.fetched_note = ""


def _read_posting(url: str) -> PostingText:
    reader: PostingReader = bootstrap.ports()[PostingReader]
    return reader.read(url)


def template_card(row: TemplateRow) -> Card:
    """Return a template as a card."""
    return Card(
        key=row.id,
        kind="template",
        title=row.name,
        family="Yours",
        icon="bookmark",
        stages=[StageSign(kind=kind, name="") for kind in row.stages],
        minutes=f"{row.minutes} min",
        is_default=row.is_default,
    )


def role_card(role: Role) -> Card:
    """Return a usual role as a card."""
    return Card(
        key=role.key,
        kind="role",
        title=role.title,
        family=role.family,
        icon=role.icon,
        stages=[StageSign(kind=stage.kind.value, name=stage.title) for stage in role.plan.stages],
        minutes=f"{role.plan.minutes} min",
        is_default=False,
    )

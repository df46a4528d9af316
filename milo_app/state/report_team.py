"""The team's part of a report: notes with the names of colleagues, ratings per criterion, a verdict."""

from __future__ import annotations

import re

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.core.text import plural
from milo_app.core.work import Work
from milo_app.domain.candidates import mentions, ratings
from milo_app.domain.candidates import notes as noting
from milo_app.domain.candidates.mentions import Colleague
from milo_app.domain.scoring.queries import Report
from milo_app.state.access import call, look
from milo_app.state.policy import requires
from milo_app.state.report_rows import NoteLine, PersonLine, VerdictLine, note_lines, verdict_lines

_TYPED = re.compile(r"(?:^|[\s(])@([^@\n]{0,40})$")
MOST_DRAFT = 6000


class TeamPart(rx.State, mixin=True):
    """What colleagues wrote and think, and the reader's own words while they are written."""

    can_rate: bool = False
    verdict: str = ""
    verdict_comment: str = ""
    others: list[VerdictLine] = []
    others_hidden: str = ""
    rated: str = ""
    notes: list[NoteLine] = []
    notes_count: str = ""
    more_notes: str = ""
    draft: str = ""
    suggestions: list[PersonLine] = []
    editing: str = ""
    edited: str = ""
    _picked: list[str] = []
    _notes_size: int = noting.PAGE

    def _show_team(self, report: Report) -> None:
        opinions = report.opinions
        self.can_rate = opinions.can_rate
        self.verdict, self.verdict_comment = opinions.verdict, opinions.comment
        self.others = verdict_lines(report)
        self.others_hidden = (
            f"{plural(opinions.hidden, 'colleague')} gave a verdict. You see it after giving yours."
            if opinions.hidden
            else ""
        )
        criteria = [row for stage in report.stages for row in stage.criteria]
        self.rated = (
            f"{sum(bool(row.own) for row in criteria)} of {len(criteria)} rated" if criteria and self.can_rate else ""
        )
        self.notes = note_lines(report)
        self.notes_count = f"{report.notes.total:,}" if report.notes.total else ""
        left = report.notes.total - len(self.notes)
        self.more_notes = f"Show {left:,} older" if left > 0 else ""

    def _forget_draft(self) -> None:
        self.draft = self.editing = self.edited = ""
        self.suggestions, self._picked, self._notes_size = [], [], noting.PAGE

    @rx.event
    @requires("note:write")
    async def rate(self, question: str, value: int):
        """Rate a criterion from 1 to 4; the same again takes it back."""
        own = {row["key"]: row["own"] for stage in self.stages for row in stage["criteria"]}
        await call(ratings.rate, self.application, question, 0 if own.get(question) == value else value)
        await self._read()

    @rx.event
    @requires("note:write")
    async def give_verdict(self, value: str):
        """Give one's verdict with the comment that is there; the same again takes it back."""
        if self.verdict == value:
            await call(ratings.take_back, self.application)
        else:
            await call(ratings.give, self.application, value, self.verdict_comment)
        await self._read()

    @rx.event
    @requires("note:write")
    async def comment_verdict(self, text: str):
        """Keep the comment; it goes with the verdict, or changes with it."""
        self.verdict_comment = text
        if self.verdict:
            await call(ratings.give, self.application, self.verdict, text)

    @rx.event
    @requires("note:write")
    async def write_draft(self, text: str):
        """Follow the words of a note, and offer colleagues behind an @."""
        self.draft = text[:MOST_DRAFT]
        await self._suggest(self.draft)

    async def _suggest(self, text: str) -> None:
        found = _TYPED.search(text)
        if found is None:
            self.suggestions = []
            return
        people = await look(_matching, found.group(1))
        self.suggestions = [PersonLine(id=one.public_id, name=one.name, initials=one.initials) for one in people]

    @rx.event
    @requires("note:write")
    async def mention(self, person: str):
        """Put a colleague's name in the place of what was typed behind the @."""
        name = next((one["name"] for one in self.suggestions if one["id"] == person), "")
        if name:
            typed = self.edited if self.editing else self.draft
            whole = typed[: typed.rfind("@")] + f"@{name} "
            self.edited, self.draft = (whole, self.draft) if self.editing else (self.edited, whole)
            self._picked.append(person)
        self.suggestions = []
        return rx.set_focus("note-edited" if self.editing else "note-draft")

    @rx.event
    @requires("note:write")
    async def save_note(self):
        """Write the note; whom it names is told."""
        await call(noting.write, self.application, self.draft, self._picked)
        self._forget_draft()
        await self._read()

    @rx.event
    @requires("note:write")
    async def edit_note(self, note: str):
        """Open one's own note for changing."""
        self.editing, self.edited = note, next((row["body"] for row in self.notes if row["id"] == note), "")
        self.suggestions = []

    @rx.event
    @requires("note:write")
    async def write_edit(self, text: str):
        """Follow the words of a changed note."""
        self.edited = text[:MOST_DRAFT]
        await self._suggest(self.edited)

    @rx.event
    @requires("note:write")
    async def cancel_edit(self):
        """Leave the note as it is."""
        self.editing = self.edited = ""
        self.suggestions = []

    @rx.event
    @requires("note:write")
    async def save_edit(self):
        """Change the note; what stood before is kept."""
        before = next((row["body"] for row in self.notes if row["id"] == self.editing), None)
        if before is None:
            raise Invalid("This note is gone.", do="Reload the page.")
        await call(noting.edit, self.editing, self.edited, before, self._picked)
        self.editing = self.edited = ""
        self.suggestions = []
        await self._read()

    @rx.event
    @requires("note:write")
    async def delete_note(self, note: str):
        """Delete a note with its history."""
        await call(noting.remove, note)
        await self._read()
        return rx.toast.success("The note is deleted.")

    @rx.event
    @requires("candidate:read")
    async def older_notes(self):
        """Show fifty more notes."""
        self._notes_size = min(self._notes_size + noting.PAGE, 1_000)
        await self._read()


def _matching(w: Work, typed: str) -> list[Colleague]:
    return mentions.matching(mentions.colleagues(w), typed)

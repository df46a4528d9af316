"""The step "Review & share": the name of the link, the deadline, going live."""

from __future__ import annotations

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.settings import settings
from milo_app.domain.interviewers import publishing, service
from milo_app.domain.interviewers.errors import NotPublishable, SlugTaken
from milo_app.domain.interviewers.queries import DraftView
from milo_app.state.access import call, look, me
from milo_app.state.policy import requires
from milo_app.state.wizard import Wizard
from milo_app.state.wizard_rules import day_end


class WizardReview(Wizard):
    """What going live needs beside the plan."""

    slug: str = ""
    slug_note: str = ""
    slug_ok: bool = True
    deadline: str = ""
    error: str = ""
    is_publishing: bool = False
    live_link: str = ""

    async def _read(self, draft: DraftView) -> None:
        self.slug = draft.slug or self.slug or await look(publishing.suggest_slug, draft.plan.title)

    @rx.event
    @requires("interviewer:update")
    async def type_slug(self, value: str):
        """Check a name for the link as it is typed."""
        found = await look(publishing.check_slug, value, self.interviewer)
        self.slug, self.slug_note, self.slug_ok = value, found.sentence, found.is_free

    @rx.event
    @requires("interviewer:update")
    async def pick_deadline(self, value: str):
        """Choose the last day; the deadline is the end of that day in the workspace's zone."""
        self.deadline = value

    @rx.event
    @requires("interviewer:update")
    async def publish(self):
        """Freeze the plan as a version and open the link."""
        self.error, self.is_publishing = "", True
        yield
        try:
            ends = day_end(self.deadline, me().workspace_tz) if self.deadline else None
            done = await call(publishing.publish, self.interviewer, self._rev, slug=self.slug, deadline_at=ends)
        except NotPublishable as error:
            self.problems = list(error.problems)
            return
        except SlugTaken as error:
            self.slug_ok, self.slug_note = False, error.sentence()
            return
        except MiloError as error:
            self.error = error.sentence()
            return
        finally:
            self.is_publishing = False
        self.status, self.live_link = done.state, settings().origin + done.link
        yield rx.toast.success(f"Live as version {done.version}. Share the link.")

    @rx.event
    @requires("interviewer:update")
    async def discard(self):
        """Delete a draft that never went live."""
        await call(service.delete_draft, self.interviewer)
        yield rx.toast.success("Draft deleted.")
        yield rx.redirect("/interviewers")

"""What can be done about one candidate beside reading: another attempt, links, evaluation, papers."""

from __future__ import annotations

from urllib.parse import urlencode

import reflex as rx

from milo_app.core.errors import Invalid
from milo_app.core.settings import settings
from milo_app.core.text import plural
from milo_app.domain.candidates import decisions, erasure, links, photos, service
from milo_app.domain.interviews import retakes
from milo_app.domain.scoring import again
from milo_app.domain.scoring import service as rescoring
from milo_app.domain.scoring.paper import LANGUAGES, PARTS
from milo_app.state.access import call, look
from milo_app.state.policy import requires

_DIALOGS = ("reason", "rescore", "paper", "erase", "photo")


class ActsPart(rx.State, mixin=True):
    """Which dialog is open, and what stands in it."""

    dialog: str = ""
    reason: str = ""
    retakes_most: str = "1"
    retakes_wait: str = "0"
    retakes_note: str = ""
    retakes_mailed: bool = True
    link: str = ""
    rescored: str = ""
    paper_off: list[str] = []
    paper_language: str = "en"
    paper_href: str = ""

    @rx.event
    @requires("application:read")
    async def opened(self, is_open: bool):
        """Close the dialog when it was left; it opens by its own action."""
        if not is_open:
            self.dialog, self.link = "", ""

    @rx.event
    @requires("application:read")
    async def open_dialog(self, name: str):
        """Open the dialog for a reason, another evaluation, papers or erasing."""
        if name not in _DIALOGS:
            raise Invalid("There is no such dialog.")
        self.dialog, self.reason, self.rescored = name, "", ""
        self._point_paper()

    @rx.event
    @requires("candidate:update")
    async def photo_came(self, photo: str, name: str):
        """Show the photo that was just taken."""
        self.dialog = ""
        await self._read()
        return rx.toast.success("The photo is kept.")

    @rx.event
    @requires("candidate:update")
    async def remove_photo(self):
        """Go back to the initials."""
        await call(photos.remove_photo, self.application)
        self.dialog = ""
        await self._read()
        return rx.toast.success("The photo is removed.")

    @rx.event
    @requires("candidate:decide")
    async def write_reason(self, text: str):
        """Follow the reason for a dismissal."""
        self.reason = text[:300]

    @rx.event
    @requires("candidate:decide")
    async def dismiss_with_reason(self):
        """Dismiss and keep the reason, with Undo."""
        self.dialog = ""
        return await self._decide(decisions.dismiss, reason=self.reason)

    @rx.event
    @requires("candidate:update")
    async def ask_retake(self):
        """Open the dialog for another attempt with what holds now."""
        found = await look(retakes.allowance, self.application)
        self.retakes_most = str(min(10, max(found.most, found.taken + 1)))
        self.retakes_wait = str(found.cooldown_days)
        self.retakes_note = (
            f"{plural(found.taken, 'retake')} taken so far."
            if found.taken
            else "No retake taken so far. The first attempt does not count as one."
        )
        self.dialog = "retake"

    @rx.event
    @requires("candidate:update")
    async def set_most(self, text: str):
        """Follow how many retakes are allowed."""
        self.retakes_most = text[:3]

    @rx.event
    @requires("candidate:update")
    async def set_wait(self, text: str):
        """Follow how many days lie between."""
        self.retakes_wait = text[:4]

    @rx.event
    @requires("candidate:update")
    async def set_mailed(self, is_mailed: bool):
        """Say whether the person is mailed."""
        self.retakes_mailed = is_mailed

    @rx.event
    @requires("candidate:update")
    async def allow_retake(self):
        """Give this person their own number of retakes and their own wait."""
        most, wait = _whole(self.retakes_most, "retakes"), _whole(self.retakes_wait, "days")
        is_mailed = self.retakes_mailed and self.can_mail
        await call(retakes.allow, self.application, most, wait, is_mailed=is_mailed)
        self.dialog = ""
        await self._read()
        return rx.toast.success("Allowed. A mail is on its way." if is_mailed else "Another attempt is allowed.")

    @rx.event
    @requires("candidate:update")
    async def copy_link(self):
        """Make a personal link that a colleague hands on, and show it to be copied."""
        path = await call(links.copy, self.application)
        self.link, self.dialog = f"{settings().origin}{path}", "link"

    @rx.event
    @requires("candidate:update", "outreach:send_email")
    async def resend(self):
        """Mail the person a new personal link; older ones keep working."""
        await call(service.resend_link, self.application)
        await self._read()
        return rx.toast.success("A new link is on its way.")

    @rx.event
    @requires("candidate:update")
    async def revoke(self):
        """Withdraw the person's links."""
        gone = await call(service.revoke_links, self.application)
        await self._read()
        return rx.toast.success(f"{plural(gone, 'link')} withdrawn.")

    @rx.event
    @requires("application:rescore")
    async def retry(self):
        """Ask for the evaluation again."""
        await call(rescoring.retry, self.application)
        await self._read()
        return rx.toast.info("The evaluation runs again.")

    @rx.event
    @requires("application:rescore")
    async def choose_stage(self, stage: str):
        """Choose what is judged again: a stage by its key, or all for an empty one."""
        self.rescored = "" if stage == "all" else stage

    @rx.event
    @requires("application:rescore")
    async def rescore(self):
        """Have the chosen stage, or all of it, judged again."""
        await call(again.evaluate_again, self.application, self.rescored)
        self.dialog = ""
        await self._read()
        return rx.toast.info("The evaluation runs again. The present score stays until then.")

    @rx.event
    @requires("candidate:export")
    async def set_part(self, name: str, is_on: bool):
        """Take a part into the paper, or leave it out."""
        if name in PARTS:
            self.paper_off = [part for part in self.paper_off if part != name] + ([] if is_on else [name])
        self._point_paper()

    @rx.event
    @requires("candidate:export")
    async def set_language(self, language: str):
        """Choose the language of the paper's own words."""
        self.paper_language = language if language in LANGUAGES else "en"
        self._point_paper()

    @rx.event
    @requires("candidate:delete")
    async def erase(self):
        """Erase the person for good."""
        await call(erasure.erase, self.application)
        self.dialog = ""
        await self._read()
        return rx.toast.success("This person's data was erased.")

    def _point_paper(self) -> None:
        chosen = {name: "0" for name in PARTS if name in self.paper_off}
        query = urlencode({**chosen, "language": self.paper_language})
        self.paper_href = f"/api/candidates/{self.application}/report.pdf?{query}"


def _whole(text: str, what: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Invalid(f"The number of {what} is a whole number.")
    return int(text)

"""What somebody does with many candidates: jobs with their progress, and acts of the last hour with Undo.

It stands in the top bar of every page, so that a job is seen wherever its owner is, and after a reload.
"""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from milo_app.core.errors import MiloError
from milo_app.core.text import plural, short_date
from milo_app.core.work import Work
from milo_app.domain.candidates import activity, bulk_jobs
from milo_app.domain.candidates.bulk_jobs import JobView
from milo_app.state.access import call, look, me
from milo_app.state.live import listen
from milo_app.state.policy import requires

UNDO_MS = 8000
_RUNNING = ("queued", "running")


class Job(TypedDict):
    """A job as shown. `href` is its file; `percent` is how far it is."""

    id: str
    label: str
    words: str
    state: str
    percent: int
    skipped: str
    href: str


class Act(TypedDict):
    """Something that can be taken back."""

    id: str
    label: str
    when: str


class Why(TypedDict):
    """Somebody who was passed over."""

    name: str
    href: str
    reason: str


def size_words(size: int) -> str:
    """Return a size in words: "12 KB", "3.4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)):,} KB"
    return f"{size / 1_000_000:,.1f} MB"


def job_line(job: JobView, tz: str) -> Job:
    """Turn a job into what is shown of it."""
    words = {
        "queued": "Waiting",
        "running": f"{job.done:,} of {job.total:,}",
        "done": "Done",
        "failed": f"Failed. {job.reason}",
        "cancelled": f"Cancelled after {job.done:,} of {job.total:,}" if not job.file_name else "Cancelled",
    }[job.state]
    if job.state == "done" and job.file_name:
        words = f"{size_words(job.file_size)}, kept until {short_date(job.expires_at, tz)}"
    return Job(
        id=job.id,
        label=job.label,
        words=words,
        state=job.state,
        percent=round(100 * job.done / job.total) if job.total else 0,
        skipped=f"{plural(job.skipped, 'person', 'people')} passed over" if job.skipped else "",
        href=f"/api/jobs/{job.id}/file" if job.state == "done" and job.file_name else "",
    )


class Activity(rx.State):
    """Jobs and acts of whoever looks."""

    jobs: list[Job] = []
    acts: list[Act] = []
    running: str = ""
    """How many jobs are under way; empty: none."""
    why: list[Why] = []
    why_title: str = ""
    why_more: str = ""

    @rx.event
    @requires("candidate:read")
    async def load(self):
        """Read them with the page."""
        await self._read()

    @rx.event
    @requires("candidate:read")
    async def refresh(self):
        """Read them again: a job went on, or somebody did something."""
        await self._read()

    async def _read(self) -> None:
        jobs, acts = await look(_rows)
        tz = me().actor.tz
        self.jobs = [job_line(job, tz) for job in jobs]
        self.acts = [Act(id=act.id, label=act.label, when=act.when) for act in acts]
        under_way = sum(job.state in _RUNNING for job in jobs)
        self.running = str(under_way) if under_way else ""

    @rx.event
    @requires("candidate:read")
    async def opened(self, is_open: bool):
        """Read them when the menu opens: times go on."""
        if is_open:
            await self._read()

    @rx.event
    @requires("candidate:read")
    async def cancel(self, job: str):
        """Stop a job."""
        return await self._done(bulk_jobs.cancel, job)

    @rx.event
    @requires("candidate:read")
    async def put_away(self, job: str):
        """Take a job that is over out of sight."""
        return await self._done(bulk_jobs.put_away, job)

    async def _done(self, act, job: str):
        try:
            await call(act, job)
        except MiloError as error:
            await self._read()
            return rx.toast.error(error.sentence())
        await self._read()
        return None

    @rx.event
    @requires("candidate:read")
    async def ask_why(self, job: str):
        """Show who was passed over by a job, and why."""
        found = await look(bulk_jobs.skipped, job)
        title = next((one["label"] for one in self.jobs if one["id"] == job), "")
        self.why = [Why(name=one.name, href=f"/candidates/{one.id}", reason=one.reason) for one in found]
        self.why_title = title
        self.why_more = "The first 200 stand here." if len(found) == 200 else ""

    @rx.event
    @requires("candidate:read")
    async def close_why(self, is_open: bool):
        """Close the list of who was passed over."""
        if not is_open:
            self.why, self.why_title = [], ""

    @rx.event
    @requires("candidate:read")
    async def undo(self, act: str):
        """Take an act back: from the toast, or from the menu within an hour."""
        try:
            done = await call(activity.undo, act)
        except MiloError as error:
            await self._read()
            return rx.toast.error(error.sentence(), duration=UNDO_MS)
        await self._read()
        left = f" {done.skipped:,} were changed again since and stay." if done.skipped else ""
        words = f"Undone for {plural(done.restored, 'candidate')}.{left}"
        return rx.toast.success(words)


def _rows(w: Work):
    return bulk_jobs.mine(w), activity.recent(w)


listen(lambda path: not path.startswith("/i/"), lambda: Activity.refresh, also=("jobs",))

"""A process that decides about everybody of an interviewer, for tests that kill it: `python -m tests.state.deciding`.

It says "ready" before it begins, "inside" when everything is written and nothing is committed, and "done". With `wait`
it stays inside for good.
"""

from __future__ import annotations

import sys
import time

from milo_app import bootstrap
from milo_app.core.events import subscribe
from milo_app.core.work import Work, system
from milo_app.domain.candidates import decisions
from milo_app.domain.candidates.events import CandidatesShortlisted
from milo_app.domain.candidates.filters import ApplicationFilter
from milo_app.domain.candidates.selection import Selection


def main(workspace_id: int, interviewer: str, wait: bool) -> None:
    """Shortlist everybody."""

    def inside(w: Work, event: CandidatesShortlisted) -> None:
        print("inside", flush=True)
        while wait:
            time.sleep(1)

    with bootstrap.read(system(workspace_id)):
        pass
    subscribe(CandidatesShortlisted, inside)
    print("ready", flush=True)
    with bootstrap.work(system(workspace_id)) as w:
        decisions.shortlist(w, Selection(interviewer, flt=ApplicationFilter()))
    print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3] == "wait")

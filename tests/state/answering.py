"""A candidate in a process of its own who answers question after question and says which reply was acknowledged."""

from __future__ import annotations

import sys

from milo_app import bootstrap
from milo_app.core.work import Actor
from milo_app.domain.interviews import service as run
from milo_app.domain.interviews.replies import Reply


def main(workspace_id: int, application_id: int) -> None:
    """Answer until there is nothing more; print each reply after it was acknowledged."""
    actor = Actor(kind="candidate", workspace_id=workspace_id, application_id=application_id)
    with bootstrap.work(actor) as w:
        run.begin(w)
    print("ready", flush=True)
    with bootstrap.read(actor) as w:
        step = run.step(w)
    while step.kind == "question" and step.question is not None:
        reply = f"Reply {application_id} to {step.question.ref}: I talked with the customer and gave a refund."
        ref = step.question.ref
        step = run.answer(lambda: bootstrap.work(actor), ref, Reply(text=reply))
        print(f"kept {reply}", flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

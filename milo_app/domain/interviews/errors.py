"""What can go wrong on the candidate's side, each with a sentence for the candidate."""

from __future__ import annotations

from milo_app.core.errors import Conflict, Invalid, NotFound, TooLarge
from milo_app.core.text import plural


class NoSeat(NotFound):
    """This browser is not in an interview."""

    def __init__(self) -> None:
        super().__init__("This browser is not in an interview.", do="Open your link from the mail again.")


class NotYourTurn(Conflict):
    """What was sent belongs to another part of the interview than the present one."""

    def __init__(self) -> None:
        super().__init__(
            "You are at another point of the interview by now.", safe="Your answers are kept.", do="Go on from here."
        )


class AlreadyFinished(Conflict):
    """The interview is over; nothing more can be sent."""

    def __init__(self) -> None:
        super().__init__("This interview is finished.", safe="Everything you sent is kept.")


class RetakeNotAllowed(Conflict):
    """No further attempt, or not yet; the sentence says which and from when."""


class AnswerTooLong(TooLarge):
    """More characters than fit; the text stays in the browser."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"Your answer has {length:,} characters, {length - limit:,} more than the {limit:,} that fit.",
            safe="Your text is still in the box.",
            do="Shorten it, then send it again.",
        )
        self.field = "answer"


class TooManyFiles(Invalid):
    """The question has all the files that it takes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"This question takes {plural(most, 'file')}.", field="file", do="Remove one to add another.")


class AlreadyRated(Conflict):
    """Feedback is given once."""

    def __init__(self) -> None:
        super().__init__("You have rated this interview already.", safe="Your rating is kept.")

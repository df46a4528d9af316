"""What can go wrong with candidates and their links."""

from __future__ import annotations

from milo_app.core.errors import Conflict, Gone, NotFound


class ApplicationNotFound(NotFound):
    """No application of that id that this actor may see."""

    def __init__(self) -> None:
        super().__init__("There is no such candidate.", do="Open the list of candidates.")


class LinkUnknown(NotFound):
    """Nothing was ever stored under this link."""

    def __init__(self) -> None:
        super().__init__(
            "This link does not lead anywhere.", do="Open the link from your mail again; it may have been cut off."
        )


class LinkRevoked(Gone):
    """The team took the link back, or sent a newer one in its place."""

    def __init__(self) -> None:
        super().__init__(
            "This link was replaced or taken back.",
            safe="Your answers are kept.",
            do="Use the newest mail from the team, or ask them for a new link.",
        )


class LinkExpired(Gone):
    """The time of the link is over."""

    def __init__(self) -> None:
        super().__init__("This link has expired.", safe="Your answers are kept.", do="Ask the team for a new link.")


class NothingToUndo(Conflict):
    """All that would be undone was changed again since."""

    def __init__(self) -> None:
        super().__init__("This was changed again since, so there is nothing to undo.", safe="The later change stays.")


class DecidedMeanwhile(Conflict):
    """A colleague decided about this person after the reader last saw them."""

    def __init__(self, did: str, when: str) -> None:
        super().__init__(
            f"{did} ({when}), after you opened the page.",
            safe="Nothing was overwritten.",
            do="Look at how it stands now, then decide again.",
        )

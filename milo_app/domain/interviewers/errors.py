"""What can go wrong with an interviewer, each with a sentence for the person who sees it."""

from __future__ import annotations

from collections.abc import Sequence

from milo_app.core.errors import Conflict, Gone, Invalid, NotFound, TooLarge


class InterviewerNotFound(NotFound):
    """No interviewer of that id or link that this actor may see."""

    def __init__(self) -> None:
        super().__init__("There is no such interviewer.", do="Check the link, or open the list of interviewers.")


class InterviewerIsDraft(NotFound):
    """The interviewer is not live yet; to a candidate that is the same as not being there."""

    def __init__(self) -> None:
        super().__init__("This interview is not open yet.", do="Ask the person who sent you the link.")


class InterviewerExpired(Gone):
    """The deadline has passed; nobody new can start."""

    def __init__(self, title: str = "") -> None:
        what = f"The interview for {title} has closed." if title else "This interview has closed."
        super().__init__(what, safe="Anything you sent before is kept.", do="Ask the team whether they can extend it.")


class InterviewerArchived(Gone):
    """The team has put the interviewer away."""

    def __init__(self, title: str = "") -> None:
        what = f"{title} is no longer taking applications." if title else "This role is no longer taking applications."
        super().__init__(what, safe="Anything you sent before is kept.")


class InterviewerPaused(Conflict):
    """The budget is used up, so nobody new can start for now. A candidate is not told why."""

    def __init__(self, title: str = "", *, for_team: bool = False) -> None:
        if for_team:
            what = f"The budget of {title} is used up, so nobody new can come in."
            super().__init__(what, safe="Whoever has started can finish.", do="Raise the budget to open it again.")
            return
        what = f"The interview for {title} is taking a break." if title else "This interview is taking a break."
        super().__init__(
            what, safe="Anything you sent before is kept.", do="Please try again in a few days with the same link."
        )


class WrongState(Conflict):
    """The interviewer is in a state in which this cannot be done."""


class StaleDraft(Conflict):
    """Somebody else, or another tab, saved a newer draft."""

    def __init__(self) -> None:
        super().__init__(
            "This plan was changed in another tab or by a colleague.",
            safe="Nothing was overwritten.",
            do="Reload to see the newer version, then make your change again.",
        )


class SlugTaken(Invalid):
    """Another interviewer of the workspace has this link name; `suggestion` is a free one."""

    def __init__(self, slug: str, suggestion: str) -> None:
        super().__init__(f"The link name “{slug}” is in use.", field="slug", do=f"“{suggestion}” is free.")
        self.suggestion = suggestion


class NotPublishable(Invalid):
    """The plan lacks something; `problems` says what, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("The plan is not ready to go live.", safe="Your draft is saved.", do=" ".join(problems))
        self.problems = tuple(problems)


class LabelsMissing(NotPublishable):
    """Required labels have no value on an interviewer that is about to go live."""


class DescriptionTooShort(Invalid):
    """Too few words to draft anything from."""

    def __init__(self, words: int) -> None:
        said = "There is no text yet." if words == 0 else f"That is only {words} {'word' if words == 1 else 'words'}."
        super().__init__(
            said,
            field="description",
            do="Paste the job description, or write a few sentences about the work and what it takes.",
        )


class DescriptionTooLong(TooLarge):
    """Over the limit of 50,000 characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"That is {length:,} characters, {length - limit:,} more than the {limit:,} that fit.",
            safe="Nothing you pasted is lost; it is still in the box.",
            do="Remove parts that do not describe the role.",
        )
        self.field = "description"

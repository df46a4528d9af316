"""The kinds of mail that Milo writes, and their words: lists of blocks with places for named values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "text", "button", "note"]


@dataclass(frozen=True)
class Block:
    """A piece of a mail: a heading, a paragraph, a button with its address, or small print."""

    kind: BlockKind
    text: str
    href: str = ""


@dataclass(frozen=True)
class Template:
    """A kind of mail. `required` and `optional` name its values beside `workspace`; a block without its values is left out.

    The link of a secret one opens an account or an interview and is kept sealed; that of an outward one leads elsewhere.
    """

    kind: str
    label: str
    subject: str
    blocks: tuple[Block, ...]
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    is_secret: bool = False
    is_invitation: bool = False
    is_outward: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every name that may stand in the template."""
        return self.required | self.optional | {"workspace"}


def _heading(text: str) -> Block:
    return Block("heading", text)


def _text(text: str) -> Block:
    return Block("text", text)


def _button(text: str) -> Block:
    return Block("button", text, "{{link}}")


def _note(text: str) -> Block:
    return Block("note", text)


_GREETING = _text("Hello {{name}},")
_IGNORE = _note("If you did not ask for this, you can ignore this mail. Nothing changes until the link is used.")
_SUBSCRIBED = _note("You get this mail as a subscriber of {{interviewer}}. Its page is where you can unsubscribe.")
_LINES = "abcdefghijkl"
"""A digest names as many lines as there are letters here: `line_a` and so on."""
_CHOSEN = _note("You choose what you are mailed about, and how often, under Settings, Notifications.")

TEMPLATES: dict[str, Template] = {
    found.kind: found
    for found in (
        Template(
            "invitation",
            "Invitation",
            "{{workspace}} invites you to an interview: {{interviewer}}",
            (
                _heading("Your interview for {{interviewer}}"),
                _GREETING,
                _text(
                    "{{workspace}} would like to get to know you for {{interviewer}}. The interview is online, by text."
                ),
                _text("You will talk with an AI interviewer. A person at {{workspace}} reads every result."),
                _text("It takes about {{minutes}}. You can stop at any point and go on later with the same link."),
                _text("Please finish by {{deadline}}."),
                _button("Start your interview"),
                _note("This link is yours alone. Please do not pass it on."),
            ),
            frozenset({"name", "interviewer", "link"}),
            frozenset({"minutes", "deadline"}),
            is_secret=True,
            is_invitation=True,
        ),
        Template(
            "welcome",
            "Personal link",
            "Your personal link: {{interviewer}}",
            (
                _heading("Your interview for {{interviewer}}"),
                _GREETING,
                _text(
                    "You began an interview for {{interviewer}} at {{workspace}}. This link lets you go on anywhere."
                ),
                _text("You will talk with an AI interviewer. A person at {{workspace}} reads every result."),
                _text("Please finish by {{deadline}}."),
                _button("Go on with your interview"),
                _note("If you did not begin this interview, you can ignore this mail. The link is for you alone."),
            ),
            frozenset({"name", "interviewer", "link"}),
            frozenset({"minutes", "deadline"}),
            is_secret=True,
        ),
        Template(
            "resume_link",
            "Link to go on",
            "Your link to go on: {{interviewer}}",
            (
                _heading("Go on where you stopped"),
                _GREETING,
                _text(
                    "Here is your link to the interview for {{interviewer}} at {{workspace}}. Your answers are kept."
                ),
                _button("Go on with your interview"),
                _note("This link is yours alone. Please do not pass it on."),
            ),
            frozenset({"name", "interviewer", "link"}),
            frozenset({"minutes", "deadline"}),
            is_secret=True,
        ),
        Template(
            "nudge",
            "Interview reminder",
            "Your interview for {{interviewer}} is waiting",
            (
                _heading("Your interview is waiting"),
                _GREETING,
                _text("Your interview for {{interviewer}} at {{workspace}} is not finished yet."),
                _text(
                    "It takes about {{minutes}} in all. What you have answered is kept, and you can stop at any point."
                ),
                _text("You will talk with an AI interviewer. A person at {{workspace}} reads every result."),
                _text("Please finish by {{deadline}}."),
                _button("Go on with your interview"),
                _note("This link is yours alone. If you are no longer interested, you can ignore this mail."),
            ),
            frozenset({"name", "interviewer", "link"}),
            frozenset({"minutes", "deadline"}),
            is_secret=True,
            is_invitation=True,
        ),
        Template(
            "retake",
            "Another attempt",
            "You can take the interview again: {{interviewer}}",
            (
                _heading("You can take the interview again"),
                _GREETING,
                _text("{{workspace}} has opened another attempt at the interview for {{interviewer}} for you."),
                _text("You can begin from {{from}} on."),
                _text("Please finish by {{deadline}}."),
                _button("Open your interview"),
                _note("What you answered before is kept. This link is yours alone, so please do not pass it on."),
            ),
            frozenset({"name", "interviewer", "link"}),
            frozenset({"minutes", "deadline", "from"}),
            is_secret=True,
        ),
        Template(
            "completion",
            "Thank you",
            "Thank you for your interview: {{interviewer}}",
            (
                _heading("Thank you, {{name}}"),
                _text("Your interview for {{interviewer}} at {{workspace}} is complete. A person reads every result."),
                _text("You do not need to do anything now. {{workspace}} will write to you."),
                _note("Your personal link shows what is stored about you, and lets you ask for its deletion."),
            ),
            frozenset({"name", "interviewer"}),
        ),
        Template(
            "deadline_reminder",
            "Deadline reminder",
            "Please finish by {{deadline}}: {{interviewer}}",
            (
                _heading("Your interview for {{interviewer}} ends soon"),
                _GREETING,
                _text("You have not finished your interview for {{interviewer}} at {{workspace}} yet."),
                _text("It closes on {{deadline}}. What you have answered is kept."),
                _button("Go on with your interview"),
                _note("This link is yours alone. If you no longer want to take part, you need not do anything."),
            ),
            frozenset({"name", "interviewer", "link", "deadline"}),
            frozenset({"minutes"}),
            is_secret=True,
        ),
        Template(
            "interview_completed",
            "Interview completed",
            "{{candidate}} completed {{interviewer}}",
            (
                _heading("{{candidate}} completed an interview"),
                _GREETING,
                _text("{{candidate}} has finished the interview for {{interviewer}}. The answers are being scored."),
                _button("Open the report"),
                _SUBSCRIBED,
            ),
            frozenset({"name", "candidate", "interviewer", "link"}),
        ),
        Template(
            "completed_digest",
            "Interviews completed",
            "{{count}} completed: {{interviewer}}",
            (
                _heading("{{count}} completed for {{interviewer}}"),
                _GREETING,
                _text("In the last minutes these people have finished: {{people}}."),
                _button("See the candidates"),
                _SUBSCRIBED,
            ),
            frozenset({"name", "interviewer", "count", "people", "link"}),
        ),
        Template(
            "deadline_near",
            "Deadline comes near",
            "{{interviewer}} ends {{left}}",
            (
                _heading("{{interviewer}} ends {{left}}"),
                _GREETING,
                _text("It takes no new candidates from {{when}} on. You can extend it until then, and afterwards too."),
                _text("{{waiting}}"),
                _button("Open the interviewer"),
                _SUBSCRIBED,
            ),
            frozenset({"name", "interviewer", "left", "when", "link"}),
            frozenset({"waiting"}),
        ),
        Template(
            "budget_reached",
            "Budget used up",
            "{{interviewer}} is paused: its budget is used up",
            (
                _heading("{{interviewer}} is paused"),
                _GREETING,
                _text("Its budget of {{budget}} is used up, so nobody new can start. Whoever has started can finish."),
                _text("Raise the budget, and it takes candidates again at once."),
                _button("Open the interviewer"),
                _SUBSCRIBED,
            ),
            frozenset({"name", "interviewer", "budget", "link"}),
        ),
        Template(
            "notice",
            "Notification",
            "{{title}}",
            (
                _heading("{{title}}"),
                _GREETING,
                _text("{{body}}"),
                _button("Open in Milo"),
                _CHOSEN,
            ),
            frozenset({"name", "title", "link"}),
            frozenset({"body"}),
        ),
        Template(
            "notices",
            "Notifications together",
            "{{count}} from {{workspace}}",
            (
                _heading("{{count}}"),
                _GREETING,
                *[_text(f"{{{{line_{sign}}}}}") for sign in _LINES],
                _text("{{more}}"),
                _button("See all notifications"),
                _CHOSEN,
            ),
            frozenset({"name", "count", "line_a", "link"}),
            frozenset({"more", *(f"line_{sign}" for sign in _LINES[1:])}),
        ),
        Template(
            "scheduling",
            "Scheduling link",
            "{{workspace}} would like to talk with you: {{interviewer}}",
            (
                _heading("Pick a time to talk"),
                _GREETING,
                _text("Thank you for your interview for {{interviewer}}. {{workspace}} would like to talk with you."),
                _button("Pick a time"),
            ),
            frozenset({"name", "interviewer", "link"}),
            is_outward=True,
        ),
        Template(
            "password_reset",
            "Password reset",
            "Choose a new password",
            (
                _heading("Choose a new password"),
                _GREETING,
                _text("Somebody asked for a new password for your account at {{workspace}}. The link works once."),
                _button("Choose a new password"),
                _IGNORE,
            ),
            frozenset({"name", "link"}),
            is_secret=True,
        ),
        Template(
            "sign_in_link",
            "Sign-in link",
            "Your sign-in link",
            (
                _heading("Sign in to {{workspace}}"),
                _GREETING,
                _text("Here is your sign-in link. It works once and only for a short time."),
                _button("Sign in"),
                _IGNORE,
            ),
            frozenset({"name", "link"}),
            is_secret=True,
        ),
    )
}

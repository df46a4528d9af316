"""The dev mailbox: mail is kept as a row and shown on a page, and nothing leaves the house."""

from __future__ import annotations

from email.message import EmailMessage

from milo_app.domain.outreach.ports import Handed


class DevMailbox:
    """Takes every mail. What it took is marked "simulated" wherever a person can see it."""

    name = "dev mailbox"
    is_simulated = True

    def send(self, message: EmailMessage, *, is_demo: bool = False) -> Handed:
        """Serialize the mail, so that one a server could not be given fails here too."""
        message.as_bytes()
        return Handed(self.name, is_simulated=True)

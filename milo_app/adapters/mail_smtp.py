"""Mail through a real server, with the standard library.

One connection per mail: the outbox hands mails over one by one, and a server that hangs must not hold others up.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Literal

from milo_app.core.settings import Settings
from milo_app.domain.outreach.ports import Handed, MailDelayed, MailRefused

_RESERVED = ("example.com", "example.org", "example.net")


@dataclass(frozen=True)
class SmtpMail:
    """A mail server. `context` carries the trust for TLS; the default is the machine's own. `timeout_s` in seconds."""

    host: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    security: Literal["starttls", "tls", "none"] = "starttls"
    timeout_s: float = 20.0
    context: ssl.SSLContext | None = None
    name: str = "SMTP"
    is_simulated: bool = False

    @classmethod
    def from_settings(cls, chosen: Settings) -> SmtpMail:
        """Return the server of the settings."""
        return cls(chosen.smtp_host, chosen.smtp_port, chosen.smtp_user, chosen.smtp_password, chosen.smtp_security)

    def send(self, message: EmailMessage, *, is_demo: bool = False) -> Handed:
        """Hand one mail to the server; mail to demo people is refused here, whatever is configured."""
        recipients = [address for _, address in getaddresses([str(value) for value in message.get_all("To", [])])]
        refuse_unreal(recipients, is_demo)
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()), (550, b""))
            raise self._outcome(code, text, "the address") from error
        except smtplib.SMTPResponseException as error:
            raise self._outcome(error.smtp_code, error.smtp_error, "the mail") from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailDelayed(
                f"The mail server {self.host} does not offer what the settings ask for: {error}"
            ) from error
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or error.reason or "no common protocol"
            raise MailDelayed(f"The secure connection to {self.host} failed: {reason}.") from error
        except (smtplib.SMTPException, OSError) as error:
            # smtplib hides a time-out while it reads a reply inside "disconnected".
            if isinstance(error, TimeoutError) or "timed out" in str(error):
                raise MailDelayed(f"The mail server {self.host} did not answer within {self.timeout_s:g} s.") from error
            raise MailDelayed(f"The mail server {self.host} could not be reached ({type(error).__name__}).") from error
        return Handed(f"{self.name} {self.host}", is_simulated=False)

    def _connected(self) -> smtplib.SMTP:
        trust = self.context or ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_s, context=trust)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        try:
            if self.security == "starttls":
                server.starttls(context=trust)
            if self.user:
                self._sign_in(server)
        except BaseException:
            server.close()
            raise
        return server

    def _sign_in(self, server: smtplib.SMTP) -> None:
        try:
            server.login(self.user, self.password)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPServerDisconnected) as error:
            # An admin can mend wrong credentials, so the mail waits instead of being lost. Some servers just hang up.
            raise MailDelayed(f"The mail server {self.host} did not accept the user name and password.") from error

    def _outcome(self, code: int, text: bytes | str, what: str) -> MailRefused | MailDelayed:
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        said = " ".join(f"{code} {words}".split())[:300]
        if 500 <= code < 600:
            return MailRefused(f"The mail server refused {what}: {said}")
        return MailDelayed(f"The mail server did not take {what} now: {said}")


def refuse_unreal(recipients: list[str], is_demo: bool) -> None:
    """Raise `MailRefused` for demo people, for addresses that are reserved for examples, and for what is no address."""
    if is_demo:
        raise MailRefused("This is a demo workspace. Its people get no real mail.")
    if not recipients or not all("@" in address for address in recipients):
        raise MailRefused("This mail has no valid address.")
    for address in recipients:
        domain = address.rpartition("@")[2].lower().rstrip(".")
        if any(domain == name or domain.endswith("." + name) for name in _RESERVED):
            raise MailRefused(f"{domain} is reserved for examples. No real mail is sent there.")

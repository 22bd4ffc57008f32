"""Notices as e-mail, over SMTP (RFC 5321) with TLS."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from sulh.server.notices.errors import NoticeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.server.notices.settings import MailSettings
    from sulh.share.notices import Letter

__all__ = ["mail_bytes", "send_mail"]

TIMEOUT_S = 30.0
TOO_LATE = 500
"""Answers from here on mean that another try helps nothing (RFC 5321, 4.2.1)."""


def mail_bytes(
    letter: Letter, *, sender: str, address: str, identity: str, made_at: datetime, label: str
) -> bytes:
    """Return a letter as a message (RFC 5322), the same bytes at each try: mail programs know a second copy."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(made_at)
    message["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answers from absent readers
    message["X-TLP"] = label
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message.set_boundary(f"=={identity}==")
    return message.as_bytes()


def send_mail(
    settings: MailSettings,
    address: str,
    content: bytes,
    *,
    authority: str = "",
    leaving: Callable[[], None],
) -> None:
    """Hand a message to the mail server. `leaving` is called when it is about to take the words.

    `authority`: a file (PEM) of authorities instead of the system's.

    Raises
    ------
    NoticeError
        When the server does not take it.
    """
    try:
        with _connect(settings, authority) as server:
            _send(server, settings, address, content, leaving)
    except smtplib.SMTPResponseException as error:
        detail = error.smtp_error
        words = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else str(detail)
        # A wrong password is mended in the settings, and the notice then leaves.
        final = error.smtp_code >= TOO_LATE and not isinstance(
            error, smtplib.SMTPAuthenticationError
        )
        raise NoticeError(
            f"The mail server says {error.smtp_code}: {words}", final=final
        ) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NoticeError(
            f"The mail server {settings.host}:{settings.port} cannot be used: {error}"
        ) from error


def _connect(settings: MailSettings, authority: str) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=TIMEOUT_S, context=context
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.security == "starttls":
            server.starttls(context=context)
            server.ehlo()
        if settings.user:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _send(
    server: smtplib.SMTP,
    settings: MailSettings,
    address: str,
    content: bytes,
    leaving: Callable[[], None],
) -> None:
    for code, answer in (server.mail(settings.sender), server.rcpt(address)):
        if code // 100 != 2:
            raise smtplib.SMTPResponseException(code, answer)
    leaving()
    try:
        code, answer = server.data(content)
    except smtplib.SMTPDataError:
        raise  # it did not want the words
    except (smtplib.SMTPException, OSError) as error:
        raise NoticeError(
            f"The line broke while the mail server took it, so that it may have left: {error}",
            unsure=True,
        ) from error
    if code // 100 != 2:
        raise smtplib.SMTPResponseException(code, answer)

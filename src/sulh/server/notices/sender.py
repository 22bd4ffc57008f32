"""Sends notices: words what is due, hands it over, tries again.

A notice is worded when it is sent, from what the gate let through at the last look: a record whose marking was
raised or that was taken back while it waited stays. Before the words go, the ledger holds that they go.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from sulh.errors import InputError, SulhError
from sulh.ledger import Draft
from sulh.picture import Origin
from sulh.server.notices.errors import NoticeError
from sulh.server.notices.hook import send_hook
from sulh.server.notices.look import NoticeLook
from sulh.server.notices.mail import mail_bytes, send_mail
from sulh.server.notices.queue import NoticeQueue
from sulh.share import Disclosure, marking_word
from sulh.share.notices import Notice, letter_of, notice_json
from sulh.values import Span
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sulh.mission import Pack
    from sulh.server.answers.findings import FindingsCache
    from sulh.server.notices.queue import Queued
    from sulh.server.notices.settings import NoticeSettings, Target
    from sulh.server.service import MissionService

__all__ = ["PAUSES_S", "NoticeSender", "rest_s", "send_notice", "send_test"]

LOOK_S = 2.0
REST = 4.0
"""After a look that took a second there is none for so many seconds: a busy watch must not stop the server."""
REST_MAX_S = 60.0
"""Nor must one slow look, the first after a start for instance, silence alerts for minutes."""
PAUSES_S = (5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Pauses between tries, more than three days together; after the last one a notice has failed."""
AUTHOR = "headquarters"
log = logging.getLogger("sulh.notices")


def send_notice(
    notice: Notice,
    target: Target,
    settings: NoticeSettings,
    pack: Pack,
    *,
    now: datetime,
    origin: str,
    leaving: Callable[[], None] = lambda: None,
) -> None:
    """Word a notice and hand it over; `leaving` is called just before its words go.

    Raises
    ------
    NoticeError
        When it was not taken.
    """
    receiver = target.receiver
    if target.url:
        send_hook(
            target.url,
            target.key,
            notice_json(notice, receiver, pack),
            identity=notice.id,
            seconds=int(now.timestamp()),
            inside=settings.inside,
            authority=settings.authority,
            leaving=leaving,
        )
        return
    if settings.mail is None:
        raise NoticeError("There is no mail server in serve.toml.", final=True)
    message = mail_bytes(
        letter_of(notice, receiver, pack, RECORD_KINDS, address=f"{origin}/console"),
        sender=settings.mail.sender,
        address=target.address,
        identity=notice.id,
        made_at=notice.made_at,
        label=notice.marking.label,
    )
    send_mail(settings.mail, target.address, message, authority=settings.authority, leaving=leaving)


def send_test(
    settings: NoticeSettings | None, name: str, pack: Pack, *, now: datetime, origin: str
) -> Target:
    """Send a notice of nothing to a receiver, at once; return where it went.

    Raises
    ------
    InputError
        When there is no such receiver.
    NoticeError
        When it was not taken.
    """
    target = settings.target(name) if settings is not None else None
    if settings is None or target is None:
        names = [each.receiver.name for each in settings.targets] if settings is not None else []
        raise InputError(
            f"There is no receiver {name!r} in serve.toml.",
            remedy=f"There are: {', '.join(names) or 'none'}.",
        )
    notice = Notice(id=f"t-{uuid4().hex}", made_at=now, items=())
    send_notice(notice, target, settings, pack, now=now, origin=origin)
    return target


def rest_s(took_s: float) -> float:
    """Return how many seconds to rest after a look that took so many."""
    return min(max(LOOK_S, REST * took_s), REST_MAX_S)


class NoticeSender:
    """Tells receivers what they want to hear of, as long as it runs."""

    def __init__(
        self,
        settings: NoticeSettings,
        service: MissionService,
        findings: FindingsCache,
        *,
        origin: str,
    ) -> None:
        self.settings = settings
        self.queue = NoticeQueue(service.folder)
        receivers = (each.receiver for each in settings.targets)
        self.looking = NoticeLook(receivers, self.queue, service, findings)
        self._service, self._origin = service, origin
        # A thread for each receiver: one that is slow delays only itself.
        self._threads = ThreadPoolExecutor(
            max(1, len(settings.targets)), thread_name_prefix="sulh-notice"
        )
        self._sending: dict[str, asyncio.Future[None]] = {}

    async def run(self) -> None:
        """Look and send, until cancelled. No fault ends this: it is logged and tried again."""
        loop = asyncio.get_running_loop()
        while not await asyncio.to_thread(self.queue.take_over):  # noqa: ASYNC110 -- another process
            await asyncio.sleep(LOOK_S)
        await asyncio.to_thread(self.queue.recover, self._service.now())
        while True:
            begun = loop.time()
            try:
                await self.looking.look()
                await self._send_due()
            except Exception:
                log.exception("Notices could not be made.")
            await asyncio.sleep(rest_s(loop.time() - begun))

    async def close(self) -> None:
        """Wait for what is being handed over, and close the queue."""
        await asyncio.gather(*self._sending.values(), return_exceptions=True)
        self._threads.shutdown()
        self.queue.close()

    async def _send_due(self) -> None:
        """Begin to send what is due, to each receiver one notice at a time: a slow one delays only itself."""
        now, loop = self._service.now(), asyncio.get_running_loop()
        for each in self.settings.targets:
            await asyncio.to_thread(self.queue.gather, each.receiver.name, each.way, now)
        for queued in await asyncio.to_thread(self.queue.due, now):
            before = self._sending.get(queued.receiver)
            if before is None or before.done():
                self._sending[queued.receiver] = loop.run_in_executor(
                    self._threads, self._try, queued
                )

    def _try(self, queued: Queued) -> None:
        """Send a notice, and say in the queue what became of it."""
        queue, now = self.queue, self._service.now()
        target = self.settings.target(queued.receiver)
        if target is None:
            reason = f"There is no receiver {queued.receiver!r} in serve.toml any more."
            queue.settle(queued.id, "failed", now, reason=reason)
            return
        notice = self._notice(queued)
        if not notice.items:
            queue.settle(queued.id, "empty", now, reason="Nothing of it is to be told any more.")
            return
        if not queue.begin(queued.id, now):
            return

        def leaving() -> None:
            self._disclose(notice, target)
            queue.settle(queued.id, "leaving", now)

        try:
            send_notice(
                notice,
                target,
                self.settings,
                self._service.workspace.pack,
                now=now,
                origin=self._origin,
                leaving=leaving,
            )
        except NoticeError as error:
            self._not_taken(queued, target, error)
        except SulhError as error:
            self._not_taken(queued, target, NoticeError(str(error)))
        except Exception as error:
            log.exception("A notice could not be sent.")
            self._not_taken(queued, target, NoticeError(f"A fault of Sulh: {error!r}"))
        else:
            queue.settle(queued.id, "sent", self._service.now())

    def _not_taken(self, queued: Queued, target: Target, error: NoticeError) -> None:
        now = self._service.now()
        if error.unsure and target.address:
            state, next_at = "unsure", now
        elif error.final or queued.tries >= len(PAUSES_S):
            state, next_at = "failed", now
        else:
            pause_s = max(PAUSES_S[queued.tries], error.wait_s)
            state, next_at = "waiting", now + timedelta(seconds=pause_s)
        log.warning("Notice %s to %s: %s: %s", queued.id, queued.receiver, state, error)
        self.queue.settle(queued.id, state, now, reason=str(error), next_at=next_at)

    def _notice(self, queued: Queued) -> Notice:
        """Return a notice with those of its items that still hold and may still leave."""
        current = self.looking.items.get(queued.receiver, {})
        items = []
        for news in self.queue.items(queued.id):
            item = current.get(news.subject)
            if item is not None and item.value == news.value != news.before:
                items.append(replace(item, before=news.before))
        return Notice(id=queued.id, made_at=queued.made_at, items=tuple(items))

    def _disclose(self, notice: Notice, target: Target) -> None:
        """Let the ledger hold that a notice leaves, once for all its tries. Durable on return."""
        service = self._service
        site, moment = service.workspace.site, service.now()
        ref = f"notice {notice.id}"
        if service.ids_of("disclosure", site, ref):
            return
        content = notice_json(notice, target.receiver, service.workspace.pack)
        record = Disclosure(
            origin=Origin(source=site, ref=ref),
            span=Span(moment, moment),
            door="notice",
            audience=target.receiver.name,
            purpose="notice",
            items=len(notice.items),
            strictest=marking_word(notice.marking),
            digest=sha256(content).hexdigest(),
            part=target.way,
        )
        draft = Draft(kind="disclosure", body=RECORD_KINDS.to_body(record))
        service.write(
            lambda workspace, _: workspace.store.append([draft], recorded_at=moment, author=AUTHOR)
        )

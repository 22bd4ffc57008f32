"""What a monitor may know: counts, times and lengths, with routes, statuses and sites as labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.server.state import AppState

__all__ = ["Metrics"]

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
STREAM = "/api/v1/records/stream"


class Metrics:
    """The series of one served mission."""

    def __init__(self, state: AppState) -> None:
        self._state = state
        self.registry = CollectorRegistry()
        self.registry.register(self)
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "sulh_requests", "Requests.", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "sulh_request_seconds", "Time to answer, but for streams.", ("route",),
            buckets=BUCKETS_S, registry=self.registry,
        )  # fmt: skip
        self._rows = Counter(
            "sulh_submitted_rows", "Rows of reports that came in.", ("result",),
            registry=self.registry,
        )  # fmt: skip

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        self._requests.labels(method, route, str(status)).inc()
        if route != STREAM:
            self._seconds.labels(route).observe(seconds)

    def count_rows(self, **counts: int) -> None:
        """Count rows of reports by what became of them."""
        for result, count in counts.items():
            self._rows.labels(result).inc(count)

    def text(self) -> bytes:
        """Return all series in Prometheus's text format."""
        return generate_latest(self.registry)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield what stands now."""
        state, service = self._state, self._state.service
        now = state.now()
        streams = sum(state.streams.values())
        yield GaugeMetricFamily("sulh_streams_open", "Live streams.", streams)
        healthy = float(state.notifier.healthy)
        yield GaugeMetricFamily("sulh_ledger_readable", "1 while it can be read.", healthy)
        closed = service.workspace.store.is_closed_by_restore
        yield GaugeMetricFamily(
            "sulh_ledger_takes_records", "0 after a restore, until it is resumed.", 1.0 - closed
        )
        yield GaugeMetricFamily(
            "sulh_records_set_aside", "Records whose body does not fit their kind.",
            len(service.index.set_aside),
        )  # fmt: skip
        queues = GaugeMetricFamily("sulh_queue_length", "What waits.", labels=["queue"])
        for name, length in (*service.waiting.items(), ("findings", state.findings.waiting)):
            queues.add_metric([name], length)
        yield queues
        records = GaugeMetricFamily("sulh_records", "Records held.", labels=["site"])
        ages = GaugeMetricFamily(
            "sulh_newest_record_age_seconds", "Since the newest record of a site.", labels=["site"]
        )
        for site, count, recorded_at in service.index.sites():
            records.add_metric([site], count)
            ages.add_metric([site], max(0.0, (now - recorded_at).total_seconds()))
        yield records
        yield ages
        synced = GaugeMetricFamily(
            "sulh_sync_age_seconds", "Since a site's account last exchanged.", labels=["account"]
        )
        for account, moment in list(state.synced.items()):
            synced.add_metric([account], max(0.0, (now - moment).total_seconds()))
        yield synced

# SPDX-License-Identifier: BSL-1.0
"""Tests a client that behaves like OpenTelemetry's HTTP exporters: it uses gzip, retries after
Retry-After for 429, 502, 503, 504 and missing responses, does not retry rejected requests, and
reads partial success. It exports traces in Noveum's form, to the same path /v1/traces.
"""

import gzip
import http.client
import json
import os
import random
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from events import text  # noqa: E402
from gateway import Gateway  # noqa: E402

RETRYABLE = {429, 502, 503, 504}


class Exporter:
    """Exports batches, reports the result of each, and does not give up before its deadline."""

    def __init__(self, gateway, deadline=20.0):
        self.gateway, self.deadline = gateway, deadline
        self.statuses = []

    def export(self, texts):
        """Returns the last response as (status, object), or (None, reason) after the deadline."""
        data = gzip.compress(
            ('{"traces":[' + ",".join(texts) + '],"timestamp":1781254800.5}').encode()
        )
        end, wait = time.monotonic() + self.deadline, 0.05
        while True:
            answer = self._post(data)
            self.statuses.append(answer.status if answer else None)
            if answer and answer.status not in RETRYABLE:
                return answer.status, json.loads(answer.body) if answer.body else {}
            told = answer.headers.get("Retry-After") if answer else None
            pause = float(told) if told else wait * random.uniform(0.5, 1)
            if time.monotonic() + pause > end:
                return None, "the deadline is over"
            time.sleep(pause)
            wait = min(wait * 2, 1)

    def _post(self, data):
        headers = {
            "Content-Encoding": "gzip",
            "User-Agent": "OTel-OTLP-Exporter-Python/1.27.0",
        }
        try:
            return self.gateway.post("/v1/traces", data, headers=headers)
        except (OSError, http.client.HTTPException):
            return None


def span(trace, n, **more):
    out = {
        "span_id": f"{trace}-{n}",
        "trace_id": trace,
        "parent_span_id": None if n == 0 else f"{trace}-0",
        "name": f"step {n}",
    }
    out.update(
        start_time="2026-06-12T09:01:00+00:00",
        end_time="2026-06-12T09:01:01.5+00:00",
        duration_ms=1500.0,
    )
    out.update(
        status="ok",
        status_message=None,
        attributes={"big": 9223372036854775808123, "none": None},
        events=[],
        links=[],
    )
    return {**out, **more}


def trace(n, spans=2, **more):
    id = f"trace-{n}"
    out = {
        "trace_id": id,
        "name": "work",
        "start_time": "2026-06-12T09:01:00+00:00",
        "end_time": None,
        "duration_ms": None,
    }
    out.update(
        status="ok",
        status_message=None,
        span_count=spans,
        error_count=0,
        attributes={"a.b": 1},
    )
    out["metadata"] = {
        "user_id": None,
        "session_id": f"s-{n}",
        "request_id": None,
        "tags": {},
        "custom_attributes": {},
    }
    out.update(
        spans=[span(id, i) for i in range(spans)],
        events=[],
        sdk={"name": "otlp", "version": "1.0"},
    )
    out.update(project="p", environment="test")
    return text({**out, **more})


def stored(gateway):
    """Returns the stored traces in the order of arrival."""
    return [
        row[0]
        for row in gateway.select(
            "SELECT body FROM events WHERE system = 'noveum' ORDER BY id"
        )
    ]


class OtlpClient(unittest.TestCase):
    def test_traces_are_stored_byte_for_byte_and_once(self):
        with Gateway() as gateway:
            exporter = Exporter(gateway)
            texts = [trace(n) for n in range(100)]
            for _ in range(2):  # the second time as if the response had been lost
                status, _ = exporter.export(texts)
                self.assertTrue(200 <= status < 300, status)
            self.assertEqual(stored(gateway), texts)

    def test_an_exporter_that_is_held_back_gets_everything_through(self):
        with Gateway("--rate", "5") as gateway:
            texts = [trace(n) for n in range(12)]
            exporter = Exporter(gateway, deadline=30.0)
            for t in texts:
                self.assertTrue(200 <= exporter.export([t])[0] < 300)
            self.assertIn(429, exporter.statuses)
            self.assertLess(len(exporter.statuses), 40)
            self.assertEqual(stored(gateway), texts)

    def test_an_exporter_outlives_a_restart(self):
        with Gateway() as gateway:
            self.assertTrue(200 <= Exporter(gateway).export([trace(0)])[0] < 300)
            gateway.stop()
            outcomes = []
            waiting = threading.Thread(
                target=lambda: outcomes.append(Exporter(gateway).export([trace(1)]))
            )
            waiting.start()
            time.sleep(0.5)
            gateway.start()
            waiting.join(30)
            self.assertEqual([200 <= o[0] < 300 for o in outcomes], [True])
            self.assertEqual(stored(gateway), [trace(0), trace(1)])

    def test_a_trace_that_is_refused_does_not_harm_its_neighbours(self):
        with Gateway() as gateway:
            good = [trace(n) for n in range(3)]
            bad = trace(9, spans=0, trace_id=17)
            status, told = Exporter(gateway).export([good[0], bad, *good[1:]])
            self.assertTrue(200 <= status < 300, (status, told))
            self.assertEqual(
                (told["accepted"], [r["index"] for r in told["rejected"]]), (3, [1])
            )
            self.assertEqual(stored(gateway), good)
            self.assertEqual([row[4].decode() for row in gateway.quarantine()], [bad])

    def test_a_body_of_another_format_is_refused_and_not_tried_again(self):
        with Gateway() as gateway:
            headers = {"Content-Type": "application/x-protobuf"}
            answer = gateway.post(
                "/v1/traces", b"\x0a\x10\x0a\x0e\x0a\x0c", headers=headers
            )
            self.assertTrue(400 <= answer.status < 500, answer.status)
            self.assertNotIn(answer.status, RETRYABLE)


if __name__ == "__main__":
    unittest.main()

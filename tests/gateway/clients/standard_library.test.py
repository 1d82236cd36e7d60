# SPDX-License-Identifier: BSL-1.0
"""Tests clients that use only Python's standard library. Their events are stored exactly once,
byte for byte."""

import gzip
import http.client
import json
import os
import signal
import socket
import sys
import unittest
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from events import body, end, event, key_of, second, start, text  # noqa: E402
from gateway import Gateway  # noqa: E402

# Data that a careless store changes: integers beyond 2^64, explicit nulls, spellings of numbers and
# escapes, order of members.
DELICATE = (
    '{"z":1,"a":{"integer":12345678901234567890,"greater":-123456789012345678901234567890,'
    '"float":1.50e+02,"null":null,"empty":"","escaped":"\\u00e9\\/\\ud83d\\ude00","plain":"é🐎","list":[null,[],{}]}}'
)


def session_of(session, n):
    """Returns the texts of a session with a span of n events."""
    span = "span_0123456789abcdef0123456789abcdef"
    texts = [
        text(
            event(
                session, 0, "state_change", {"name": "session_started"}, time=second(0)
            )
        )
    ]
    texts.append(text(start(session, 1, "work", span, time=second(1))))
    for seq in range(2, n + 2):
        call = event(
            session,
            seq,
            "tool_call",
            {"tool_name": "t", "arguments": "ARGUMENTS"},
            span,
            time=second(2),
        )
        texts.append(text(call).replace('"ARGUMENTS"', DELICATE))
    texts.append(text(end(session, n + 2, "work", span, 1500, time=second(3))))
    texts.append(
        text(
            event(
                session,
                n + 3,
                "session_end",
                {"status": "completed", "error": None},
                time=second(4),
            )
        )
    )
    return texts


class PromptetheusClient(unittest.TestCase):
    def setUp(self):
        self.gateway = self.enterContext(Gateway())

    def push(self, session, data, headers=None, query=""):
        answer = self.gateway.post(
            f"/api/traces/{session}/events{query}", data, headers=headers
        )
        return answer.status, json.loads(answer.body)

    def test_a_session_in_gzip_batches_is_stored_byte_for_byte(self):
        trace = {
            "id": "ses_1",
            "agent": "support",
            "user_goal": "Cancel an order",
            "project_id": None,
        }
        trace.update(environment=None, metadata={}, tags=["é"])
        answer = self.gateway.post("/api/traces", trace)
        self.assertEqual(answer.status, 201)
        self.assertEqual(json.loads(answer.body)["trace"]["id"], "ses_1")

        texts = session_of("ses_1", 60)
        for first in range(0, len(texts), 50):
            part = texts[first : first + 50]
            status, told = self.push(
                "ses_1", gzip.compress(body(part)), {"Content-Encoding": "gzip"}
            )
            self.assertEqual(
                (status, told["accepted"], told["rejected"]), (200, len(part), [])
            )
        self.assertEqual(self.gateway.bodies("promptetheus", "ses_1"), texts)

        listed = json.loads(self.gateway.get("/api/sessions").body)["sessions"]
        self.assertEqual(
            [
                (s["session_id"], s["agent"], s["user_goal"], s["events"], s["status"])
                for s in listed
            ],
            [("ses_1", "support", "Cancel an order", 64, "completed")],
        )

    def test_events_come_back_in_order_and_byte_for_byte_however_they_came(self):
        texts = session_of("ses_1", 20)
        for seq in reversed(range(len(texts))):
            self.assertEqual(self.push("ses_1", texts[seq].encode())[0], 200)
        after, parts = "", []
        while after is not None:
            answer = self.gateway.get(f"/api/traces/ses_1/events?limit=7{after}")
            self.assertEqual(answer.status, 200)
            parts.append(answer.body.decode())
            following = json.loads(answer.body)["next"]
            after = None if following is None else f"&after={following}"
        self.assertEqual(len(parts), 4)  # 24 events
        found = [p.find(t) for t in texts for p in parts if t in p]
        self.assertEqual(len(found), len(texts))
        seqs = [e["seq"] for p in parts for e in json.loads(p)["events"]]
        self.assertEqual(seqs, list(range(24)))

    def test_a_timeline_has_the_span_with_its_duration(self):
        self.push("ses_1", body(session_of("ses_1", 3)))
        told = json.loads(self.gateway.get("/api/traces/ses_1/timeline").body)
        self.assertEqual(told["session_id"], "ses_1")
        self.assertEqual([n["name"] for n in told["tree"]], [None, "work"])
        self.assertEqual(
            (told["tree"][1]["event_seqs"], told["tree"][1]["duration_ms"]),
            ([1, 2, 3, 4, 5], 1500.0),
        )

    def test_neighbours_of_rejected_events_are_stored(self):
        good = session_of("ses_1", 3)
        bad_type = text(event("ses_1", 20, "no_such_type", {}))
        bad_seq = text(event("ses_1", 21, "metric", {"name": "m", "value": 1})).replace(
            '"seq":21', '"seq":21.5'
        )
        status, told = self.push("ses_1", body([good[0], bad_type, *good[1:], bad_seq]))
        self.assertEqual((status, told["accepted"]), (200, len(good)))
        self.assertEqual([r["index"] for r in told["rejected"]], [1, len(good) + 1])
        self.assertEqual(told["rejected"][0]["idempotency_key"], key_of("ses_1", 20))
        self.assertTrue(all(r["reason"] for r in told["rejected"]))
        self.assertEqual(self.gateway.bodies("promptetheus", "ses_1"), good)
        kept = self.gateway.quarantine()
        self.assertEqual([row[4].decode() for row in kept], [bad_type, bad_seq])
        self.assertEqual([row[3][0]["pointer"] for row in kept], ["/type", "/seq"])

    def test_a_batch_pushed_again_is_stored_once_even_after_a_kill(self):
        texts = session_of("ses_1", 5)
        first = self.push("ses_1", body(texts))
        again = self.push("ses_1", body(texts))
        self.assertEqual([a[1]["accepted"] for a in (first, again)], [len(texts)] * 2)
        self.assertEqual([a[1]["duplicates"] for a in (first, again)], [0, len(texts)])
        self.gateway.stop(signal.SIGKILL)
        self.gateway.start()
        status, told = self.push("ses_1", body(texts[:3] + texts))
        self.assertEqual(
            (status, told["accepted"], told["rejected"]), (200, len(texts) + 3, [])
        )
        self.assertEqual(self.gateway.bodies("promptetheus", "ses_1"), texts)

    def test_each_event_is_told_its_status_where_that_is_asked_for(self):
        texts = session_of("ses_1", 1)
        self.push("ses_1", texts[0].encode())
        wrong = text(event("ses_1", 9, "no_such_type", {}))
        status, told = self.push(
            "ses_1", body([texts[0], texts[1], wrong]), query="?results=each"
        )
        self.assertEqual(status, 207)
        statuses = [r["status"] for r in told["results"]]
        self.assertEqual(len(statuses), 3)
        self.assertTrue(all(200 <= s < 300 for s in statuses[:2]))
        self.assertGreaterEqual(statuses[2], 400)

    def test_the_same_number_with_another_key_is_a_conflict(self):
        one = event("ses_1", 1, "metric", {"name": "m", "value": 1})
        other = dict(one, idempotency_key=key_of("ses_1", 1, "ffffffff"))
        self.push("ses_1", text(one).encode())
        status, told = self.push(
            "ses_1", body([text(other), text(dict(one, seq=2, idempotency_key="k2"))])
        )
        self.assertEqual([r["index"] for r in told["rejected"]], [0])
        self.assertEqual(len(self.gateway.bodies("promptetheus", "ses_1")), 2)

    def test_hostile_session_ids_are_only_texts(self):
        for session in (
            "../../etc/passwd",
            "<img src=x onerror=alert(1)>",
            "a b?c#d%2F",
            "'; DROP TABLE events; --",
            "日本",
        ):
            path = urllib.parse.quote(session, safe="")
            told = self.push(
                path,
                text(event(session, 0, "metric", {"name": "m", "value": 1})).encode(),
            )[1]
            self.assertEqual(told["accepted"], 1, session)
            self.assertEqual(len(self.gateway.bodies("promptetheus", session)), 1)
            timeline = json.loads(self.gateway.get(f"/api/traces/{path}/timeline").body)
            self.assertEqual(timeline["session_id"], session)


class PlainClients(unittest.TestCase):
    def setUp(self):
        self.gateway = self.enterContext(Gateway())

    def test_one_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.gateway.port, timeout=20
        )
        self.addCleanup(connection.close)
        used = set()
        for seq in range(20):
            data = text(event("ses_1", seq, "metric", {"name": "m", "value": seq}))
            headers = {
                "Authorization": f"Bearer {self.gateway.key}",
                "Content-Type": "application/json",
            }
            connection.request("POST", "/api/traces/ses_1/events", data, headers)
            response = connection.getresponse()
            self.assertEqual(
                (response.status, json.loads(response.read())["accepted"]), (200, 1)
            )
            used.add(connection.sock.getsockname())
        self.assertEqual(len(used), 1)

    def test_requests_that_are_sent_ahead_are_answered_in_order(self):
        requests = []
        for seq in range(5):
            data = text(
                event("ses_1", seq, "metric", {"name": "m", "value": seq})
            ).encode()
            head = f"POST /api/traces/ses_1/events?results=each HTTP/1.1\r\nHost: x\r\n"
            head += f"Authorization: Bearer {self.gateway.key}\r\n"
            last = "Connection: close\r\n" if seq == 4 else ""
            requests.append(
                f"{head}{last}Content-Length: {len(data)}\r\n\r\n".encode() + data
            )
        with socket.create_connection(
            ("127.0.0.1", self.gateway.port), timeout=20
        ) as s:
            s.sendall(b"".join(requests))
            received = b""
            while part := s.recv(65536):
                received += part
        self.assertEqual(received.count(b"HTTP/1.1 2"), 5)
        places = [received.find(key_of("ses_1", seq).encode()) for seq in range(5)]
        self.assertEqual(places, sorted(places))
        self.assertEqual(len(self.gateway.bodies("promptetheus", "ses_1")), 5)

    def test_urllib_sees_statuses_as_it_expects_them(self):
        request = urllib.request.Request(
            self.gateway.url("/api/sessions"),
            headers={"Authorization": f"Bearer {self.gateway.key}"},
        )
        with urllib.request.urlopen(request, timeout=20) as response:
            self.assertEqual(json.load(response)["sessions"], [])
            self.assertEqual(response.headers.get_content_type(), "application/json")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(self.gateway.url("/api/sessions"), timeout=20)
        self.addCleanup(refused.exception.close)
        self.assertEqual(refused.exception.code, 401)

    def test_a_client_of_trajectory_uploads_and_pushes_again_without_duplicates(self):
        def made(n):
            members = {
                "event_type": "user.accept",
                "session_id": "t-1",
                "properties": {"big": 12345678901234567890, "null": None},
            }
            return text(
                dict(
                    members,
                    event_id=f"{n:032x}",
                    timestamp="2026-06-12T12:34:56+00:00",
                    trace_id="t-1",
                    metadata=None,
                )
            )

        texts = [made(n) for n in range(1000)]
        told = [
            json.loads(self.gateway.post("/api/telemetry/events", body(texts)).body)
            for _ in range(2)
        ]
        self.assertEqual(
            [(t["accepted"], t["duplicates"]) for t in told], [(1000, 0), (1000, 1000)]
        )
        self.assertEqual(sorted(self.gateway.bodies("trajectory", "t-1")), texts)

    def test_a_client_of_producttelemetry_is_answered_as_it_expects(self):
        def tracked(name, kind="usage"):
            members = {
                "event_name": name,
                "event_type": kind,
                "client_id": "c-1",
                "session_id": "s-1",
            }
            return dict(
                members,
                timestamp="2026-06-12T12:34:56+00:00",
                properties={"big": 12345678901234567890, "null": None},
            )

        headers = {"X-Write-Key": self.gateway.key, "Authorization": ""}
        texts = [
            text(tracked("feature.used")),
            text(tracked("app.started", "lifecycle")),
        ]
        answer = self.gateway.post("/ingest", body(texts), headers=headers)
        self.assertIn(answer.status, (200, 207))
        self.assertEqual(
            sorted(self.gateway.bodies("producttelemetry", "s-1")), sorted(texts)
        )

        answer = self.gateway.post(
            "/ingest",
            body([text(tracked("ok.one")), text(tracked(None))]),
            headers=headers,
        )
        self.assertEqual(answer.status, 207)
        self.assertEqual(len(self.gateway.bodies("producttelemetry", "s-1")), 3)
        self.assertEqual(len(self.gateway.quarantine()), 1)

        answer = self.gateway.request(
            "DELETE", "/gdpr/delete-self", {"client_id": "c-1"}, headers
        )
        self.assertIn(answer.status, (200, 202))
        self.assertEqual(self.gateway.bodies("producttelemetry"), [])
        self.assertEqual(self.gateway.quarantine(), [])


if __name__ == "__main__":
    unittest.main()

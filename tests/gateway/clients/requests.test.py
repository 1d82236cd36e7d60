# SPDX-License-Identifier: BSL-1.0
"""Tests requests that are refused for their paths, queries, heads or origins."""

import base64
import email.utils
import json
import os
import socket
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from events import event, text  # noqa: E402
from gateway import Gateway  # noqa: E402

EVENTS = "/api/traces/ses_1/events"


class Requests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = cls.enterClassContext(Gateway())
        cls.one = text(event("ses_1", 0, "metric", {"name": "m", "value": 1})).encode()
        assert cls.gateway.post(EVENTS, cls.one).status == 200

    def raw(self, data):
        with socket.create_connection(
            ("127.0.0.1", self.gateway.port), timeout=20
        ) as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            received = b""
            while part := s.recv(65536):
                received += part
        return int(received.split(b" ")[1])

    def test_numbers_of_queries_that_are_none(self):
        for path in (
            f"{EVENTS}?after=abc",
            f"{EVENTS}?after=-1",
            f"{EVENTS}?after=99999999999999999999999",
            f"{EVENTS}?limit=x",
            f"{EVENTS}?limit=0",
            "/api/sessions?limit=-1",
            "/api/sessions?after=x",
            "/api/quarantine?before=x",
            "/api/quarantine?limit=",
        ):
            answer = self.gateway.get(path)
            self.assertEqual(answer.status, 400, path)
            self.assertIn("expected", json.loads(answer.body)["detail"])
        self.assertEqual(
            self.gateway.get(f"{EVENTS}?after=18446744073709551615").status, 200
        )

    def test_paths_that_are_no_text(self):
        for session in ("%FF", "%", "%zz", "%e2%82", "%C0%80", "a%2"):
            for method, end in (("POST", "events"), ("GET", "timeline")):
                path = f"/api/traces/{session}/{end}"
                answer = self.gateway.request(method, path, self.one)
                self.assertEqual(answer.status, 400, path)
        self.assertEqual(self.gateway.get(f"{EVENTS}?after=%FF").status, 400)

    def test_ids_that_no_get_could_name(self):
        for size, status in ((4096, 200), (4097, 400)):
            path = f"/api/traces/{'x' * size}/events"
            self.assertEqual(self.gateway.post(path, self.one).status, status)
        self.assertEqual(
            self.gateway.post("/api/traces", {"id": "y" * 4097}).status, 400
        )

    def test_sessions_named_as_browsers_cannot_send_them(self):
        for session in (".", ".."):
            path = f"/api/traces/{session}/events"
            self.assertEqual(self.gateway.post(path, self.one).status, 200)
            named = urllib.parse.urlencode({"session_id": session})
            answer = self.gateway.get(f"/api/traces/-/events?{named}")
            self.assertEqual(len(json.loads(answer.body)["events"]), 1)
            answer = self.gateway.get(f"/api/traces/-/timeline?{named}")
            self.assertEqual(json.loads(answer.body)["session_id"], session)

    def test_pages_of_other_sites_change_nothing(self):
        pair = base64.b64encode(f"any:{self.gateway.key}".encode()).decode()
        own = self.gateway.address

        def status(headers, basic=True, method="POST"):
            shown = {"Authorization": f"Basic {pair}"} if basic else {}
            return self.gateway.request(
                method, EVENTS, self.one, {**shown, **headers}
            ).status

        for headers in (
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": f"http://{own}.evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site", "Origin": f"http://{own}"},
        ):
            self.assertEqual(status(headers), 403, headers)
            self.assertEqual(status(headers, basic=False), 200, headers)
            self.assertEqual(status(headers, method="GET"), 200, headers)
        for headers in (
            {},
            {"Origin": f"http://{own}"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "https://proxy.example"},
            {"Sec-Fetch-Site": "none"},
        ):
            self.assertEqual(status(headers), 200, headers)

    def test_expectations_that_are_unknown(self):
        answer = self.gateway.post(EVENTS, self.one, headers={"Expect": "200-ok"})
        self.assertEqual(answer.status, 417)

    def test_answers_have_a_date(self):
        date = email.utils.parsedate_to_datetime(
            self.gateway.get("/healthz").headers["Date"]
        )
        self.assertLess(abs(date.timestamp() - time.time()), 5)

    def test_heads_that_are_too_large_are_said_to_those_with_a_key(self):
        key = f"Authorization: Bearer {self.gateway.key}\r\n"
        wrong = "Authorization: Bearer wrong\r\n"
        long_line = f"GET /{'x' * 20_000} HTTP/1.1\r\nHost: x\r\n"
        long_head = f"GET / HTTP/1.1\r\nHost: x\r\nX-Long: {'x' * 20_000}\r\n"
        for head, status in (
            (long_line + key, 414),
            (long_head + key, 431),
            (long_line + wrong, 401),
            (long_head + wrong, 401),
            (long_line, 401),
        ):
            self.assertEqual(self.raw(f"{head}\r\n".encode()), status, head[:20])

    def test_refusals_are_said_as_http_has_them(self):
        told = {
            path: json.loads(self.gateway.request(method, path).body)["detail"]
            for method, path in (("GET", "/no/such/path"), ("PUT", "/api/sessions"))
        }
        self.assertEqual(
            told,
            {"/no/such/path": "no such path", "/api/sessions": "method not allowed"},
        )


class Readers(unittest.TestCase):
    def test_those_who_do_not_read_keep_nobody_waiting(self):
        with Gateway("--threads", "2", "--shutdown-seconds", "0") as gateway:
            payload = {"name": "m", "value": 1, "text": "x" * (15 << 20)}
            huge = text(event("ses_1", 0, "metric", payload)).encode()
            self.assertEqual(gateway.post(EVENTS, huge).status, 200)
            answer = gateway.get(EVENTS)
            self.assertEqual((answer.status, len(answer.body) > len(huge)), (200, True))
            request = f"GET {EVENTS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {gateway.key}\r\n\r\n"
            held = [
                socket.create_connection(("127.0.0.1", gateway.port), timeout=20)
                for _ in range(4)
            ]
            for s in held:
                self.addCleanup(s.close)
                s.sendall(request.encode())
            for _ in range(10):
                begun = time.monotonic()
                self.assertEqual(gateway.get("/healthz").status, 200)
                self.assertLess(time.monotonic() - begun, 0.5)

    def test_answers_count_as_what_is_in_flight(self):
        flags = ("--max-in-flight", str(20 << 20), "--shutdown-seconds", "0")
        with Gateway(*flags) as gateway:
            payload = {"name": "m", "value": 1, "text": "x" * (9 << 20)}
            huge = text(event("ses_1", 0, "metric", payload)).encode()
            self.assertEqual(gateway.post(EVENTS, huge).status, 200)
            request = f"GET {EVENTS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {gateway.key}\r\n\r\n"
            for _ in range(2):
                s = socket.create_connection(("127.0.0.1", gateway.port), timeout=20)
                self.addCleanup(s.close)
                s.sendall(request.encode())
                self.assertIn(b"200", s.recv(12))
            self.assertEqual(gateway.get(EVENTS).status, 503)


if __name__ == "__main__":
    unittest.main()

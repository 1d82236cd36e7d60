# SPDX-License-Identifier: BSL-1.0
"""Tests with curl the behavior of old and careful clients: chunks, Expect, HTTP/1.0, all kinds of
keys, and missing bodies."""

import gzip
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from events import body, event, text  # noqa: E402
import processes  # noqa: E402
from gateway import Gateway  # noqa: E402

EVENTS = "/api/traces/ses_1/events"


class Curl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = cls.enterClassContext(Gateway())
        cls.sessions = 0

    def setUp(self):
        type(
            self
        ).sessions += 1  # each test has its own session in the shared gateway
        self.session = f"ses_{self.sessions}"
        self.path = f"/api/traces/{self.session}/events"

    def curl(self, path, *options, data=None, key="bearer"):
        """Runs curl; returns (status, headers as text, body)."""
        command = [
            "curl",
            "--silent",
            "--show-error",
            "--max-time",
            "20",
            "--include",
            "--path-as-is",
            *options,
        ]
        if key == "bearer":
            command += ["-H", f"Authorization: Bearer {self.gateway.key}"]
        if data is not None:
            command += ["--data-binary", "@-", "-H", "Content-Type: application/json"]
        done, output, errors = processes.run(
            [*command, self.gateway.url(path)], data or b"", 30
        )
        self.assertEqual(done, 0, errors.decode())
        head, _, rest = output.partition(b"\r\n\r\n")
        while head.split(b" ")[1:2] == [b"100"]:
            self.saw_continue = True
            head, _, rest = rest.partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]), head.decode(), rest

    def metrics(self, n, first=0):
        return [
            text(
                event(
                    self.session,
                    first + i,
                    "metric",
                    {"name": "m", "value": i, "big": 10**24},
                )
            )
            for i in range(n)
        ]

    def stored(self):
        return self.gateway.bodies("promptetheus", self.session)

    def assert_stored(self, answer, texts):
        self.assertEqual(
            (answer[0], json.loads(answer[2])["accepted"]), (200, len(texts))
        )
        self.assertEqual(self.stored(), texts)

    def test_chunks(self):
        texts = self.metrics(2000)
        self.assert_stored(
            self.curl(self.path, "-H", "Transfer-Encoding: chunked", data=body(texts)),
            texts,
        )

    def test_expect_100_continue(self):
        texts = self.metrics(50)
        self.saw_continue = False
        answer = self.curl(
            self.path,
            "-H",
            "Expect: 100-continue",
            "--expect100-timeout",
            "15",
            data=body(texts),
        )
        self.assert_stored(answer, texts)
        self.assertTrue(self.saw_continue)

    def test_expect_is_not_answered_with_continue_where_the_key_is_wrong(self):
        self.saw_continue = False
        wrong = (
            "-H",
            "Authorization: Bearer wrong",
            "-H",
            "Expect: 100-continue",
            "--expect100-timeout",
            "15",
        )
        self.assertEqual(
            self.curl(self.path, *wrong, data=body(self.metrics(50)), key=None)[0], 401
        )
        self.assertFalse(self.saw_continue)

    def test_http_1_0(self):
        texts = self.metrics(3)
        answer = self.curl(self.path, "--http1.0", data=body(texts))
        self.assert_stored(answer, texts)
        self.assertNotIn("chunked", answer[1])

    def test_gzip(self):
        texts = self.metrics(500)
        packed = gzip.compress(body(texts))
        self.assert_stored(
            self.curl(self.path, "-H", "Content-Encoding: gzip", data=packed), texts
        )

    def test_gzip_that_is_none_is_refused(self):
        packed = gzip.compress(body(self.metrics(500)))
        damaged = packed[:100] + bytes([packed[100] ^ 0xFF]) + packed[101:]
        for data in (b"garbage", b"", packed[:-20], damaged, packed + b"more"):
            status, _, told = self.curl(
                self.path, "-H", "Content-Encoding: gzip", data=data
            )
            self.assertTrue(400 <= status < 500, (status, data[:20]))
            self.assertIn(b"detail", told)
        self.assertEqual(self.stored(), [])

    def test_gzip_that_grows_without_bound_is_refused(self):
        bomb = gzip.compress(b"[" * (64 << 20))
        status, _, _ = self.curl(self.path, "-H", "Content-Encoding: gzip", data=bomb)
        self.assertTrue(400 <= status < 500, status)

    def test_encodings_that_are_unknown_are_refused(self):
        status, _, _ = self.curl(
            self.path, "-H", "Content-Encoding: br", data=body(self.metrics(1))
        )
        self.assertEqual(status, 415)
        self.assertEqual(self.stored(), [])

    def test_bodies_that_are_too_large_are_refused(self):
        status, _, _ = self.curl(self.path, data=b" " * (40 << 20))
        self.assertEqual(status, 413)

    def test_bodies_that_are_no_json_are_refused_with_a_reason(self):
        for data in (b"{", b"[]", b'"text"', b'{"events":[', b"\xff\xfe", b"null"):
            status, _, told = self.curl(self.path, data=data)
            self.assertEqual(status, 400, data)
            self.assertTrue(json.loads(told), data)
        self.assertEqual(self.stored(), [])

    def test_keys(self):
        key, given = self.gateway.key, 0
        for options in (
            ("-H", f"Authorization: Bearer {key}"),
            ("-H", f"authorization: bearer {key}"),
            ("-H", f"X-Write-Key: {key}"),
            ("-u", f"any:{key}"),
        ):
            text_of_one = self.metrics(1, given)[0].encode()
            self.assertEqual(
                self.curl(self.path, *options, data=text_of_one, key=None)[0],
                200,
                options,
            )
            given += 1
        self.assertEqual(len(self.stored()), given)

    def test_without_a_key_everything_is_401_and_nothing_else(self):
        key = self.gateway.key
        wrong = [
            (),
            ("-H", "Authorization: Bearer"),
            ("-H", f"Authorization: Bearer {key}x"),
            ("-u", f"{key}:"),
            ("-u", f"any:{key[:-1]}"),
        ]
        wrong += [
            ("-H", f"Authorization: Bearer {key.upper()}"),
            ("-H", "X-Write-Key: "),
            ("-H", "Authorization: Digest x"),
        ]
        paths = [
            "/",
            "/app.js",
            "/style.css",
            "/api/sessions",
            "/no/such/path",
            "/api/traces/ses_1/timeline",
            "/metrics",
            "/%",
        ]
        told = set()
        for path in paths:
            for options in wrong if path == "/api/sessions" else wrong[:2]:
                status, _, answer = self.curl(path, *options, key=None)
                self.assertEqual(status, 401, (path, options))
                told.add(answer)
        self.assertEqual(len(told), 1, told)
        self.assertEqual(
            self.curl(self.path, data=body(self.metrics(1)), key=None)[0], 401
        )
        self.assertEqual(self.stored(), [])

    def test_paths_and_methods_that_are_unknown(self):
        self.assertEqual(self.curl("/no/such/path")[0], 404)
        self.assertEqual(self.curl("/../../etc/passwd")[0], 404)
        self.assertEqual(self.curl("/api/traces//events", data=b"{}")[0], 404)
        status, head, _ = self.curl("/api/sessions", "-X", "DELETE")
        self.assertEqual(status, 405)
        self.assertIn(
            "GET", next(h for h in head.splitlines() if h.lower().startswith("allow:"))
        )

    def test_answers_carry_the_id_of_the_request(self):
        for wanted, id in ((True, "r-1"), (False, "x" * 129), (False, "a b")):
            _, head, _ = self.curl("/healthz", "-H", f"X-Request-Id: {id}")
            self.assertEqual(f"x-request-id: {id}" in head.lower(), wanted, head)
        status, head, _ = self.curl("/healthz", "-H", "X-Request-Id: r-1", key=None)
        self.assertEqual(status, 401)
        self.assertNotIn("x-request-id", head.lower())

    def test_head_has_no_body(self):
        status, head, rest = self.curl("/", "--head")
        self.assertEqual((status, rest), (200, b""))
        self.assertIn("content-security-policy", head.lower())

    def test_the_log_and_the_answers_have_no_key_in_them(self):
        answers = [
            self.curl("/api/sessions", "-u", f"any:{self.gateway.key}", key=None)[2],
            self.curl("/")[2],
        ]
        self.assertNotIn(self.gateway.key.encode(), b"".join(answers))
        self.assertNotIn(self.gateway.key, json.dumps(self.gateway.log))


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: BSL-1.0
"""Tests the operation of the gateway. It reports when it cannot store, it counts correctly, a
deletion removes all data, and the quarantine can be retried while it runs."""

import glob
import json
import os
import signal
import sqlite3
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import processes  # noqa: E402
from events import event, text  # noqa: E402
from gateway import Gateway, wait_until  # noqa: E402

EVENTS = "/api/traces/ses_1/events"


def metric(seq):
    return text(event("ses_1", seq, "metric", {"name": "m", "value": 1})).encode()


def retry(gateway, *flags):
    status, output, errors = processes.run(
        [
            os.environ["ASSAY_GATEWAY"],
            "retry",
            "--database",
            gateway.database,
            *flags,
        ]
    )
    return status, output.decode(), errors.decode()


def health(gateway):
    return gateway.get("/healthz").status


class Health(unittest.TestCase):
    def test_a_file_that_was_removed_or_replaced_takes_nothing(self):
        with Gateway() as gateway:
            self.assertEqual(gateway.post(EVENTS, metric(0)).status, 200)
            away = gateway.database + ".away"
            os.rename(gateway.database, away)
            self.assertEqual(gateway.post(EVENTS, metric(1)).status, 503)
            self.assertEqual(health(gateway), 503)
            open(gateway.database, "w").close()
            self.assertEqual(gateway.post(EVENTS, metric(1)).status, 503)
            self.assertEqual(health(gateway), 503)
            os.rename(away, gateway.database)
            self.assertEqual(gateway.post(EVENTS, metric(1)).status, 200)
            self.assertEqual(health(gateway), 200)
            self.assertEqual(len(gateway.bodies("promptetheus")), 2)

    def test_a_lock_shows_while_nothing_is_written(self):
        with Gateway() as gateway:
            self.assertEqual(health(gateway), 200)
            other = sqlite3.connect(gateway.database, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            try:
                wait_until(lambda: health(gateway) == 503, "a lock to show", 10)
            finally:
                other.close()
            wait_until(lambda: health(gateway) == 200, "the lock to be gone", 10)


class Counts(unittest.TestCase):
    def value(self, gateway, name):
        lines = gateway.get("/metrics").body.decode().splitlines()
        return sum(int(l.split()[-1]) for l in lines if l.startswith(name))

    def test_rows_in_quarantine_are_right_after_a_start_and_a_retry_beside_it(self):
        with Gateway("--level", "strict") as gateway:
            body = json.loads(metric(0))
            body["more"] = 1
            body["idempotency_key"] = "odd"
            gateway.post(EVENTS, body)
            gateway.post(EVENTS, {"type": 1})
            rows = self.value(gateway, "assay_quarantine_rows ")
            self.assertEqual(rows, len(gateway.quarantine()))
            self.assertGreaterEqual(rows, 1)
            gateway.stop()
            gateway.start()
            self.assertEqual(self.value(gateway, "assay_quarantine_rows "), rows)
            retry(gateway, "--level", "reference")
            self.assertEqual(
                self.value(gateway, "assay_quarantine_rows "), len(gateway.quarantine())
            )

    def test_a_retry_counts_nothing_as_rejected_again(self):
        with Gateway() as gateway:
            gateway.post(EVENTS, {"type": 1})
            name = 'assay_events_total{system="promptetheus",outcome="rejected"'
            self.assertEqual(self.value(gateway, name), 1)
            for _ in range(3):
                gateway.post("/api/quarantine/1/retry", b"")
            self.assertEqual(self.value(gateway, name), 1)


class Retries(unittest.TestCase):
    def test_a_row_that_is_gone_is_no_failure_and_an_id_that_never_was_is_one(self):
        with Gateway() as gateway:
            for n in range(3):
                gateway.post(EVENTS, {"type": n})
            connection = sqlite3.connect(gateway.database)
            connection.execute("DELETE FROM quarantine WHERE id = 2")
            connection.commit()
            connection.close()
            status, output, errors = retry(gateway, "--id", "1", "--id", "2")
            self.assertEqual((status, errors), (0, ""))
            self.assertIn("1 still rejected", output)
            status, _, errors = retry(gateway, "--id", "7", "--id", "1")
            self.assertEqual(status, 1)
            self.assertIn("the id 7", errors)


class Deletions(unittest.TestCase):
    def test_a_deletion_leaves_nothing_though_somebody_reads_meanwhile(self):
        with Gateway() as gateway:
            tracked = {
                "event_name": "a.b",
                "event_type": "usage",
                "client_id": "client-to-forget",
                "session_id": "s",
                "timestamp": "2026-06-12T12:34:56+00:00",
                "properties": {},
            }
            gateway.post("/ingest", {"events": [tracked]})
            reader = sqlite3.connect(gateway.database, isolation_level=None)
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM events").fetchall()
            answer = gateway.request(
                "DELETE", "/gdpr/delete-self", {"client_id": "client-to-forget"}
            )
            self.assertEqual(json.loads(answer.body), {"deleted": 1})

            def left():
                found = 0
                for file in glob.glob(gateway.database + "*"):
                    with open(file, "rb") as f:
                        found += f.read().count(b"client-to-forget")
                return found

            self.assertGreater(left(), 0)  # the reader still sees the data
            reader.close()
            wait_until(lambda: left() == 0, "the journal to be cleared", 10)


class Logs(unittest.TestCase):
    def test_a_log_that_was_moved_away_is_made_anew(self):
        folder = processes.make_folder("gateway-log.")
        self.addCleanup(processes.remove_folder, folder)
        file = os.path.join(folder, "g.log")
        program = processes.start(
            [
                os.environ["ASSAY_GATEWAY"],
                "serve",
                "--listen=127.0.0.1:0",
                "--key=k",
                f"--log={file}",
                f"--database={folder}/g.sqlite",
            ]
        )
        self.addCleanup(processes.stop, program, signal.SIGKILL)
        wait_until(lambda: os.path.exists(file) and os.path.getsize(file), "a log")
        time.sleep(0.2)
        os.rename(file, file + ".1")
        program.send_signal(signal.SIGHUP)
        wait_until(lambda: os.path.exists(file), "a new log")
        self.assertEqual(processes.stop(program), 0)
        with open(file) as lines:
            self.assertIn("stopped", [json.loads(l)["event"] for l in lines])


if __name__ == "__main__":
    unittest.main()

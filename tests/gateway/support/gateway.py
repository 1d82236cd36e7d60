# SPDX-License-Identifier: BSL-1.0
"""Starts the gateway on a separate port, sends HTTP requests to it, and reads its database.

    with Gateway() as gateway:
        answer = gateway.post("/api/traces/ses_1/events", {"events": [...]})
        gateway.bodies("promptetheus", "ses_1")

ASSAY_GATEWAY names the program.
"""

import collections
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time

import processes

START = 15.0  # seconds to wait for the start of the gateway
REQUEST = 20.0

Answer = collections.namedtuple("Answer", "status headers body")


class GatewayError(Exception):
    pass


class Gateway:
    """Runs during the `with` block; its files are removed afterwards."""

    def __init__(self, *flags, key="key-of-the-tests", port=0):
        self.flags, self.key, self.port = flags, key, port
        self.address = None
        self.process = None
        self.log = []

    def __enter__(self):
        self.folder = processes.make_folder("gateway-test.")
        self.database = os.path.join(self.folder, "gateway.sqlite")
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        processes.remove_folder(self.folder)

    def start(self, key=None):
        """Starts the gateway; a restart uses the same port and database."""
        self.key = key or self.key
        command = [
            os.environ["ASSAY_GATEWAY"],
            "serve",
            "--listen",
            f"127.0.0.1:{self.port}",
        ]
        command += ["--database", self.database, "--key", self.key, *self.flags]
        self.process = processes.start(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        listening = threading.Event()
        self._reader = threading.Thread(
            target=self._read_log, args=(self.process.stderr, listening), daemon=True
        )
        self._reader.start()
        if not listening.wait(START):
            raise GatewayError(
                "the gateway does not listen; its log: "
                + "\n".join(map(str, self.log[-20:]))
            )

    def _read_log(self, stream, listening):
        for line in stream:
            try:
                entry = json.loads(line)
            except ValueError:
                entry = {"unreadable": line.decode(errors="replace").rstrip()}
            self.log.append(entry)
            if entry.get("event") == "listening":
                self.port = entry["port"]
                self.address = f"127.0.0.1:{self.port}"
                listening.set()
        stream.close()

    def stop(self, how=signal.SIGTERM):
        """Stops the gateway and returns its exit status; None if it did not run."""
        if self.process is None:
            return None
        status = processes.stop(self.process, how)
        self.process = None
        self._reader.join(START)
        if status is None:
            raise GatewayError("the gateway did not stop in time")
        return status

    def url(self, path="/", with_key=False):
        return (
            f"http://{'any:' + self.key + '@' if with_key else ''}{self.address}{path}"
        )

    def request(self, method, path, body=None, headers=None, key=None):
        """Sends one request; a body that is not bytes is written as JSON."""
        all_headers = {"Authorization": f"Bearer {key or self.key}"}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            all_headers["Content-Type"] = "application/json"
        all_headers.update(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=REQUEST)
        try:
            connection.request(method, path, body, all_headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, **more):
        return self.request("GET", path, **more)

    def post(self, path, body, **more):
        return self.request("POST", path, body, **more)

    def select(self, query, *values):
        """Returns rows of the database, read while the gateway runs."""
        connection = sqlite3.connect(
            f"file:{self.database}?mode=ro", uri=True, timeout=REQUEST
        )
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def bodies(self, system, session=None):
        """Returns the texts of the stored events in their order."""
        where = "system = ?1" + (" AND session = ?2" if session is not None else "")
        values = [system] + ([session] if session is not None else [])
        return [
            row[0]
            for row in self.select(
                f"SELECT body FROM events WHERE {where} ORDER BY session, seq, id",
                *values,
            )
        ]

    def quarantine(self):
        """Returns the quarantine, oldest first: (system, session, status, violations, body)."""
        rows = self.select(
            "SELECT system, session, status, violations, body FROM quarantine ORDER BY id"
        )
        return [
            (
                s,
                e,
                status,
                json.loads(v),
                bytes(b) if isinstance(b, bytes) else b.encode(),
            )
            for s, e, status, v, b in rows
        ]


def wait_until(condition, what, seconds=REQUEST):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise GatewayError(f"waited in vain for {what}")
        time.sleep(0.02)

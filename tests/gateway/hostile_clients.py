#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs hostile and broken clients against the gateway, while a good client sends events.

    hostile_clients.py PROGRAM [--only NAME]

Each client must end in a bounded time, with an expected status or a closed connection.
The good client gets every response in time, and all of its events are stored. The gateway keeps
running, and its memory stays bounded. Uses only the standard library.
"""
import argparse
import gzip
import http.client
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

KEY = "hostile-test-key"
MAX_BODY = 1 << 20
SECONDS = {"header": 2, "body": 3, "idle": 3, "write": 3}
SLACK = 4  # additional seconds, for a busy machine
MAX_GROWTH_MIB = 128


class Gateway:
    def __init__(self, program, database, *more):
        limits = [w for n, s in SECONDS.items() for w in (f"--{n}-seconds", str(s))]
        self.process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", "--database", database, "--key", KEY,
             "--max-body", str(MAX_BODY), *limits, *more],
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.port = 0
        for line in self.process.stderr:
            event = json.loads(line)
            if event.get("event") == "listening":
                self.port = event["port"]
                break
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def resident_mib(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return None


def event(session, seq, **more):
    return {"type": "user_message", "session_id": session, "timestamp": "2026-06-12T12:34:56Z",
            "seq": seq, "idempotency_key": f"{session}:0a1b2c3d:{seq}",
            "payload": {"content": "hello"}, **more}


def body_of(*events):
    return json.dumps({"events": list(events)}, separators=(",", ":")).encode()


def head(target="/api/traces/bad/events", *lines, method="POST", key=KEY):
    out = [f"{method} {target} HTTP/1.1", "Host: x"]
    if key is not None:
        out.append(f"Authorization: Bearer {key}")
    return "\r\n".join([*out, *lines, "", ""]).encode("latin-1")


def request(body, *lines, target="/api/traces/bad/events"):
    return head(target, f"Content-Length: {len(body)}", *lines) + body


class Good(threading.Thread):
    """Sends an event every few milliseconds, and keeps the slowest response time and all failures.
    If a connection is refused, it opens another one without losing an event."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ends, self.sent, self.slowest, self.failures = port, False, 0, 0.0, []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        while not self.ends:
            start = time.monotonic()
            try:
                connection.request("POST", "/api/traces/good/events", body_of(event("good", self.sent)),
                                   {"Authorization": "Bearer " + KEY})
                answer = connection.getresponse()
                text = answer.read()
                if answer.status != 200 or json.loads(text)["accepted"] != 1:
                    self.failures.append(f"{answer.status} {text[:100]}")
                self.sent += 1
            except (OSError, http.client.HTTPException) as e:
                self.failures.append(repr(e))
                connection.close()
            self.slowest = max(self.slowest, time.monotonic() - start)
            time.sleep(0.005)


class Client:
    """A connection that keeps the statuses of its responses."""

    def __init__(self, port, timeout=30):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.received = b""

    def send(self, data):
        """Sends the bytes; returns whether this succeeded."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def read_to_end(self, seconds):
        """Reads until the other side closes; returns False if it does not close in time."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                return False
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(1 << 16)
            except socket.timeout:
                return False
            except OSError:
                return True
            if not data:
                return True
            self.received += data

    def statuses(self):
        return [int(p[9:12]) for p in self.received.split(b"HTTP/1.1 ")[1:] for p in [b"HTTP/1.1 " + p]]

    def close(self):
        self.socket.close()


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def ends(port, data, allowed, seconds=SECONDS["idle"] + SLACK, shut=False):
    """Sends the bytes. The connection must end in time, with one response of these statuses or
    none."""
    c = Client(port)
    c.send(data)
    if shut:
        c.socket.shutdown(socket.SHUT_WR)
    expect(c.read_to_end(seconds), f"still open after {seconds} s, got {c.received[:80]!r}")
    found = c.statuses()
    expect(len(found) <= 1 and all(s in allowed for s in found), f"answered {found}")
    c.close()


def trickle(port, start, piece, pause, most, allowed=(400, 408, 413, 431)):
    """Sends a piece at intervals. The other side must close in time."""
    c = Client(port)
    c.send(start)
    c.socket.settimeout(pause)
    end = time.monotonic() + most
    while time.monotonic() < end:
        if not c.send(piece):
            return
        try:
            data = c.socket.recv(4096)
            c.received += data
            if not data:
                break
        except socket.timeout:
            continue
        except OSError:
            break
    else:
        raise AssertionError(f"still open after {most} s")
    expect(all(s in allowed for s in c.statuses()), f"answered {c.statuses()}")


def slow_head(port):
    trickle(port, b"POST /api/traces/bad/events HTTP/1.1\r\nHost: x\r\nX-A: ", b"a", 0.3,
            SECONDS["header"] + SLACK, (400, 401, 408, 431))


def slow_head_with_key(port):
    trickle(port, head()[:-2] + b"X-A: ", b"a", 0.3, SECONDS["header"] + SLACK)


def slow_second_head(port):
    trickle(port, request(body_of(event("slow2", 0)), target="/api/traces/slow2/events") + b"POST /a",
            b"a", 0.3, SECONDS["idle"] + SLACK, (200, 400, 401, 408))


def slow_body(port):
    trickle(port, head("/api/traces/bad/events", "Content-Length: 100000"), b"{", 0.3,
            SECONDS["body"] + SLACK)


def slow_chunks(port):
    trickle(port, head("/api/traces/bad/events", "Transfer-Encoding: chunked"), b"1\r\n \r\n", 0.2,
            SECONDS["body"] + SLACK)


def silent(port):
    ends(port, b"", (), SECONDS["header"] + SLACK)


def half_open(port):
    ends(port, b"POST /api/tr", (400, 401, 408), SECONDS["header"] + SLACK, shut=True)
    ends(port, head("/api/traces/bad/events", "Content-Length: 50") + b'{"ev', (400, 408),
         SECONDS["body"] + SLACK, shut=True)


def endless_body(port):
    """Sends endless chunks as fast as possible."""
    c = Client(port)
    c.send(head("/api/traces/bad/events", "Transfer-Encoding: chunked"))
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    end, sent = time.monotonic() + SECONDS["body"] + SLACK, 0
    while c.send(chunk):
        sent += 1
        expect(time.monotonic() < end, f"took {sent * 64} KiB")
    c.read_to_end(SLACK)
    expect(sent * 0x10000 < MAX_BODY + (64 << 20), f"took {sent * 64} KiB")
    expect(all(s == 413 for s in c.statuses()), f"answered {c.statuses()}")


def head_flood(port):
    for key in (KEY, None):
        c = Client(port)
        c.send(head(key=key)[:-2])
        end, sent = time.monotonic() + SECONDS["header"] + SLACK, 0
        while c.send(b"".join(b"X-%d: %s\r\n" % (sent + i, b"a" * 60) for i in range(100))):
            sent += 100
            expect(time.monotonic() < end, f"took {sent} fields")
        c.read_to_end(SLACK)
        expect(all(s in (400, 401, 431) for s in c.statuses()), f"answered {c.statuses()}")


def long_field(port):
    ends(port, head("/healthz", "X-A: " + "a" * (1 << 20), method="GET"), (400, 431))
    ends(port, head("/" + "a" * (1 << 20), method="GET"), (400, 401, 414, 431))


def crowd(port):
    """Opens ten thousand silent connections. Those over the limit must be closed."""
    wanted = min(10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200)
    crowd_ = []
    for _ in range(wanted):
        s = socket.socket()
        s.settimeout(5)
        try:
            s.connect(("127.0.0.1", port))
        except OSError:
            s.close()
            continue
        crowd_.append(s)
    # A new client is served in a bounded time, while all the others stay.
    end = time.monotonic() + SECONDS["header"] + SLACK + 10
    while True:
        try:
            c = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            c.request("GET", "/healthz", headers={"Authorization": "Bearer " + KEY})
            if c.getresponse().status == 200:
                break
        except (OSError, http.client.HTTPException):
            pass
        expect(time.monotonic() < end, f"{len(crowd_)} silent connections keep others out")
        time.sleep(0.1)
    for s in crowd_:
        s.close()


def pipeline(port):
    """Sends requests without waiting. All get responses in order, and all events are stored."""
    n = 30
    data = b"".join(request(body_of(*[event("pipe", 100 * i + k) for k in range(i + 1)]),
                            target="/api/traces/pipe/events") for i in range(n))
    c = Client(port)
    c.send(data + head("/healthz", "Connection: close", method="GET"))
    expect(c.read_to_end(10), "the last answer did not end the connection")
    expect(c.statuses() == [200] * (n + 1), f"answered {c.statuses()}")
    counts = [int(p.split(b",")[0].split(b"}")[0]) for p in c.received.split(b'"accepted":')[1:]]
    expect(counts == list(range(1, n + 1)), f"answers out of order: {counts}")


def smuggling(port):
    """The bytes after an ambiguous head must not become a request."""
    hidden = request(body_of(event("smuggled", 0)), target="/api/traces/smuggled/events")
    body = b"0\r\n\r\n"
    shapes = [
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: chunked", "Content-Length: 5"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5, 6"],
        ["Content-Length: +5"], ["Content-Length: -5"], ["Content-Length: 0x5"], ["Content-Length: 5a"],
        ["Content-Length: 99999999999999999999"],
        ["Transfer-Encoding: xchunked"], ["Transfer-Encoding: chunked, identity"],
        ["Transfer-Encoding: identity"], ["Transfer-Encoding : chunked"],
        ["Content-Length : 5"],
        ["Transfer-Encoding: chunked", "Transfer-Encoding: x"],
        ["Transfer-Encoding:\x0bchunked", "Content-Length: 5"],
        ["X: a\nTransfer-Encoding: chunked", "Content-Length: 5"],
    ]
    wrong = []
    for lines in shapes:
        c = Client(port)
        c.send(head("/api/traces/bad/events", *lines) + body + hidden)
        closed = c.read_to_end(SECONDS["idle"] + SLACK)
        found = c.statuses()
        if not closed or len(found) > 1 or any(s not in (400, 411, 413, 422, 501) for s in found):
            wrong.append(f"{lines}: {found}, {'closed' if closed else 'open'}")
        c.close()
    for chunks in (b"ffffffffffffffffff\r\n", b"-5\r\n", b"5;" + b"a" * 100_000 + b"\r\n", b"5\n",
                   b"5\r\nhelloX\r\n0\r\n\r\n", b"\r\n0\r\n\r\n"):
        c = Client(port)
        c.send(head("/api/traces/bad/events", "Transfer-Encoding: chunked") + chunks + hidden)
        closed = c.read_to_end(SECONDS["body"] + SLACK)
        if not closed or len(c.statuses()) > 1 or any(s < 400 for s in c.statuses()):
            wrong.append(f"{chunks[:20]!r}: {c.statuses()}, {'closed' if closed else 'open'}")
        c.close()
    expect(not stored(port, "smuggled"), "a hidden request was taken")
    expect(not wrong, "; ".join(wrong))


def gzip_bombs(port):
    bomb = zlib.compressobj(9, wbits=31)
    data = b"".join(bomb.compress(b" " * (1 << 20)) for _ in range(256)) + bomb.flush()
    ends(port, request(data, "Content-Encoding: gzip", "Connection: close"), (400, 413))
    good = gzip.compress(body_of(event("zip", 0)))
    for broken in (good[:-9], good[:5], b"", b"\x1f\x8b" + b"\xff" * 50, good + good):
        ends(port, request(broken, "Content-Encoding: gzip", "Connection: close"), (400, 413, 422))
    ends(port, request(good, "Content-Encoding: gzip", "Connection: close",
                       target="/api/traces/zip/events"), (200,))
    expect(stored(port, "zip") == 1, "a good gzip body is not stored")


def deep_nesting(port):
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        deep = opening * 100_000 + "1" + closing * 100_000
        text = body_of(event("deep", 0), event("deep", 1), event("deep", 2)).decode()
        text = text.replace('"content":"hello"', '"content":' + deep, 2).replace(
            '"content":' + deep, '"content":"hello"', 1)
        c = Client(port)
        c.send(request(text.encode(), "Connection: close", target="/api/traces/deep/events"))
        expect(c.read_to_end(10), "no end")
        expect(c.statuses() == [200] or c.statuses() == [400], f"answered {c.statuses()}")
        if c.statuses() == [200]:
            expect(stored(port, "deep") == 2, "its neighbours are lost")
    ends(port, request(b"[" * 1_000_000, "Connection: close"), (400, 413, 422))


def wrong_key(port):
    """Every request without a key gets 401, and its body is not read."""
    for target in ("/", "/api/traces/good/events", "/metrics", "/nothing", "/api/traces"):
        for key in (None, "wrong", KEY + "x", KEY[:-1], ""):
            c = Client(port)
            c.send(head(target, "Content-Length: 1000000000", key=key))
            block, sent = b" " * (1 << 20), 0
            while sent < 200 and c.send(block):
                sent += 1
            c.read_to_end(SECONDS["body"] + SLACK)
            expect(sent < 100, f"{sent} MiB of a body were taken without a key")
            expect(all(s == 401 for s in c.statuses()), f"{target}: answered {c.statuses()}")
            expect(b"events" not in c.received, "the answer tells something")


def odd_paths(port):
    for path in ("/api/traces/%ff/events", "/api/traces/%00/events", "/api/traces/a%00b/events",
                 "/api/traces/%2e%2e/events", "/api/traces/..%2f..%2fetc/events", "/%2e%2e/%2e%2e/etc/passwd",
                 "/../../../../etc/passwd", "/api/traces/%/events", "/api/traces/%zz/events",
                 "/api/traces//events", "/api/traces/\xff\xfe/events", "//api/traces/x/events",
                 "/api/traces/%c0%ae/events", "/api/traces/" + "%61" * 5000 + "/events", "*", "x",
                 "http://other/api/traces/x/events", "/api/traces/x/events?after=-1&limit=99999999999",
                 "/api/traces/x/events?after=%00&limit=x"):
        for method in ("GET", "POST", "DELETE"):
            c = Client(port)
            c.send(head(path, "Connection: close", "Content-Length: 2", method=method) + b"{}")
            expect(c.read_to_end(10), f"{path[:60]}: open")
            expect(len(c.statuses()) <= 1 and all(s < 500 for s in c.statuses()),
                   f"{method} {path[:60]}: answered {c.statuses()}")
            expect(b"root:" not in c.received, "a file of the system was given away")


def not_http(port):
    for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
                 b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /\r\n", b"\x00" * 1000, b"\r\n" * 5000,
                 b"GET / HTTP/9.9\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n", b"SSH-2.0-x\r\n", os.urandom(5000)):
        ends(port, data, (400, 401, 431, 505), SECONDS["header"] + SLACK, shut=True)


def aborted(port):
    """Resets many requests inside their body. Nothing of them must be stored."""
    body = body_of(*[event("cut", i) for i in range(50)])
    for i in range(200):
        c = Client(port)
        c.send(request(body, target="/api/traces/cut/events")[: -1 - i * 7])
        c.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        c.close()
    time.sleep(0.2)
    expect(not stored(port, "cut"), "a part of a request is stored")


def does_not_read(port):
    """Requests a large response and reads nothing. The server must close the connection."""
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for i in range(20):
        c.request("POST", "/api/traces/big/events",
                  body_of(*[event("big", 100 * i + k, metadata={"a": "x" * 9000}) for k in range(100)]),
                  {"Authorization": "Bearer " + KEY})
        answer = c.getresponse()
        answer.read()
        expect(answer.status == 200, f"answered {answer.status}")
    sockets = []
    for _ in range(8):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect(("127.0.0.1", port))
        s.sendall(head("/api/traces/big/events?limit=10000", method="GET"))
        sockets.append(s)
    time.sleep(SECONDS["write"] + 2)
    for s in sockets:
        s.settimeout(SLACK)
        total = 0
        try:
            while data := s.recv(1 << 20):
                total += len(data)
        except socket.timeout:
            raise AssertionError("still open")
        except OSError:
            pass
        expect(total < 4_000_000, "the whole answer waited for a client that does not read")


def odd_bodies(port):
    for body, allowed in ((b"", (200, 400, 422)), (b"null", (400, 422)),
                          (b'{"events":1}', (200, 400, 422)),
                          (b'{"events":[' + b"1," * 100_000 + b"1]}", (200, 400, 413, 422)),
                          (b"\xff\xfe{}", (400, 415, 422)), (b'{"events":[]}' + b" " * 100_000, (200, 400, 422)),
                          (b" " * (MAX_BODY + 1), (413,)), (b'{"events":[{}' + b",{}" * 1000, (400, 422))):
        ends(port, request(body, "Connection: close"), allowed)


ATTACKS = [slow_head, slow_head_with_key, slow_second_head, slow_body, slow_chunks, silent, half_open,
           endless_body, head_flood, long_field, pipeline, smuggling, gzip_bombs, deep_nesting, wrong_key,
           odd_paths, not_http, aborted, does_not_read, odd_bodies]


def stored(port, session):
    """Returns the number of events of a session."""
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    n, after = 0, ""
    while after is not None:
        c.request("GET", f"/api/traces/{session}/events?limit=5000{after}",
                  headers={"Authorization": "Bearer " + KEY})
        answer = c.getresponse()
        text = answer.read()
        if answer.status != 200:
            return n
        page = json.loads(text)
        n += len(page["events"])
        after = None if page["next"] is None else f"&after={page['next']}"
    return n


def run_attack(attack, port, failures):
    start = time.monotonic()
    try:
        attack(port)
        print(f"  {attack.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    except Exception as e:  # the other clients continue after any failure
        failures.append(f"{attack.__name__}: {e}")
        print(f"  {attack.__name__}: FAILED: {e}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("gateway")
    options.add_argument("--only")
    options = options.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    failures = []
    with tempfile.TemporaryDirectory() as directory:
        gateway = Gateway(options.gateway, directory + "/events.db")
        good = Good(gateway.port)
        good.start()
        time.sleep(0.5)
        before = gateway.resident_mib()
        chosen = [a for a in ATTACKS if options.only in (None, a.__name__)]
        threads = [threading.Thread(target=run_attack, args=(a, gateway.port, failures)) for a in chosen]
        most = before
        for t in threads:
            t.start()
        while any(t.is_alive() for t in threads):
            most = max(most, gateway.resident_mib())
            time.sleep(0.02)
        if options.only in (None, "crowd"):
            run_attack(crowd, gateway.port, failures)
        most = max(most, gateway.resident_mib())
        time.sleep(0.3)
        good.ends = True
        good.join(20)
        if good.failures:
            failures.append(f"the good client: {len(good.failures)} failures, such as {good.failures[0]}")
        if good.slowest > 5:
            failures.append(f"the good client waited {good.slowest:.1f} s")
        if gateway.process.poll() is not None:
            failures.append(f"the gateway ended: {gateway.process.returncode}")
        else:
            read = stored(gateway.port, "good")
            if read != good.sent:
                failures.append(f"{read} events of the good client's {good.sent} are stored")
            if most - before > MAX_GROWTH_MIB:
                failures.append(f"memory grew from {before:.0f} to {most:.0f} MiB")
            if gateway.stop() != 0:
                failures.append("the gateway did not end when it was asked to")
        print(f"good client: {good.sent} events, slowest answer {good.slowest:.2f} s; "
              f"memory {before:.0f} MiB at first, at most {most:.0f} MiB")
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

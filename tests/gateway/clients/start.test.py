# SPDX-License-Identifier: BSL-1.0
"""Tests the start of the gateway: the options that it rejects, the keys that it accepts, and its
files."""

import os
import stat
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import processes  # noqa: E402
from gateway import Gateway  # noqa: E402


def serve(*flags, keys=None, command="serve"):
    """Runs the gateway with invalid options; returns (status, message)."""
    environment = dict(os.environ)
    environment.pop("ASSAY_GATEWAY_KEYS", None)
    if keys is not None:
        environment["ASSAY_GATEWAY_KEYS"] = keys
    folder = processes.make_folder("gateway-start.")
    try:
        status, output, errors = processes.run(
            [os.environ["ASSAY_GATEWAY"], command, *flags],
            seconds=5,
            cwd=folder,
            env=environment,
        )
        return status, (output + errors).decode()
    finally:
        processes.remove_folder(folder)


class Refused(unittest.TestCase):
    def refuse(self, part, *flags, **more):
        status, told = serve(*flags, **more)
        self.assertEqual(status, 2, (flags, told))
        self.assertIn(part, told)

    def test_databases_that_do_not_last(self):
        for name in ("", ":memory:", "file::memory:", "file:x?mode=memory", ":x"):
            for command in ("serve", "retry"):
                self.refuse("--database", f"--database={name}", command=command)

    def test_numbers_out_of_range(self):
        for flag, value in (
            ("--threads", 1025),
            ("--threads", -1),
            ("--threads", "x"),
            ("--header-seconds", 86401),
            ("--idle-seconds", 0),
            ("--shutdown-seconds", 2**63),
            ("--max-header", (16 << 20) + 1),
            ("--max-body", 2**40),
            ("--max-ratio", 2**64),
            ("--rate", 2**40),
        ):
            self.refuse(f"{flag}: expected a number from", f"{flag}={value}")

    def test_choices_are_named(self):
        self.refuse("expected published, reference or strict", "--level=lax")
        self.refuse("expected v0, public or data-plane", "--honeyhive-dialect=v2")

    def test_addresses(self):
        self.refuse("not a valid IP address", "--listen=localhost:0")
        self.refuse("expected ADDRESS:PORT", "--listen=127.0.0.1")
        self.refuse("expected ADDRESS:PORT", "--listen=127.0.0.1:65536")

    def test_keys(self):
        for key in ("", "a b", "a\tb", "a\x7f", "k" * 1025):
            self.refuse("a key", "--key", key)
        self.refuse("ASSAY_GATEWAY_KEYS", keys="good,a b")
        self.refuse("no-such-file", "--key-file=no-such-file")
        self.refuse("has no key", "--key-file=/dev/null")

    def test_what_cannot_be_opened_is_named(self):
        for flags, part in (
            (("--database=/no/such/folder/g.sqlite",), "/no/such/folder/g.sqlite"),
            (("--log=/no/such/folder/g.log",), "/no/such/folder/g.log"),
        ):
            status, told = serve(*flags)
            self.assertEqual(status, 1, told)
            self.assertIn(part, told)
        with Gateway() as gateway:
            status, told = serve(f"--listen={gateway.address}")
            self.assertEqual(status, 1, told)
            self.assertIn(str(gateway.port), told)

    def test_help_of_retry_has_no_flags_that_it_does_not_use(self):
        status, told = serve("--help", command="retry")
        self.assertEqual(status, 0)
        for flag in ("--id", "--level", "--database", "--dry-run", "--max-body"):
            self.assertIn(flag, told)
        for flag in ("--log", "--listen", "--quarantine-rows", "--window-events"):
            self.assertNotIn(flag, told)


class Started(unittest.TestCase):
    def test_files_are_for_their_owner_alone(self):
        folder = processes.make_folder("gateway-start.")
        self.addCleanup(processes.remove_folder, folder)
        key_file = os.path.join(folder, "keys")
        with open(key_file, "w") as out:
            out.write("key-of-a-file\n\n other-key \n")
        with Gateway("--key-file", key_file) as gateway:
            self.assertEqual(gateway.get("/healthz", key="key-of-a-file").status, 200)
            self.assertEqual(gateway.get("/healthz", key="other-key").status, 200)
            self.assertEqual(gateway.get("/healthz", key="no-key").status, 401)
            for name in os.listdir(gateway.folder):
                mode = os.stat(os.path.join(gateway.folder, name)).st_mode
                self.assertEqual(stat.S_IMODE(mode), 0o600, name)


if __name__ == "__main__":
    unittest.main()

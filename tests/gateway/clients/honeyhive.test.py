# SPDX-License-Identifier: BSL-1.0
"""Tests HoneyHive's SDK for Node.js against the gateway. Every call gets the response that it
expects, and its data is stored once, byte for byte. ASSAY_HONEYHIVE names the folder that holds
client.mjs and the SDK: see tests/gateway/run.sh.
"""

import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import processes  # noqa: E402
from gateway import Gateway  # noqa: E402

SESSION = "0d9f4b1e-5c0a-4a57-9d6d-3f3f0b7a1c01"


def elements(text, member):
    """Returns the texts of the elements of the array in the body."""
    decoder, out = json.JSONDecoder(), []
    at = text.index(f'"{member}":[') + len(member) + 4
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        out.append(text[at:end])
        at = end + (text[end] == ",")
    return out


def member(text, name):
    decoder = json.JSONDecoder()
    at = text.index(f'"{name}":') + len(name) + 3
    return text[at : decoder.raw_decode(text, at)[1]]


class HoneyHiveSdk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = cls.enterClassContext(Gateway("--honeyhive-dialect", "v0"))
        command = ["node", "client.mjs", cls.gateway.url(""), cls.gateway.key]
        environment = {**os.environ, "HONEYHIVE_TELEMETRY": "false"}
        status, output, errors = processes.run(
            command, cwd=os.environ["ASSAY_HONEYHIVE"], env=environment
        )
        if status != 0:
            raise AssertionError(errors.decode())
        cls.calls = {c["call"]: c for c in map(json.loads, output.splitlines())}

    def test_every_call_succeeds_but_that_with_a_wrong_key(self):
        failed = {
            name: call["error"] for name, call in self.calls.items() if "error" in call
        }
        self.assertEqual(list(failed), ["wrong key"], failed)
        self.assertEqual(self.calls["wrong key"]["status"], 401)
        self.assertEqual(len(self.calls), 11)

    def test_answers_name_the_session_and_the_events(self):
        value = {name: call.get("value") for name, call in self.calls.items()}
        self.assertEqual(value["start"]["sessionId"], SESSION)
        self.assertEqual(
            (value["create"]["eventId"], value["create"]["success"]), ("e-1", True)
        )
        self.assertEqual(
            (value["batch"]["eventIds"], value["batch"]["success"]),
            (["e-3", "e-4", "e-5"], True),
        )
        self.assertEqual(value["batch again"]["eventIds"], ["e-3", "e-4", "e-5"])
        single = value["batch of one session"]
        self.assertEqual(single["eventIds"], ["e-6", "e-7"])
        self.assertTrue(single["sessionId"])
        self.assertEqual(len(value["model batch"]["eventIds"]), 2)

    def test_events_are_stored_once_and_byte_for_byte(self):
        sent = [member(self.calls["create child"]["body"], "event")]
        sent += elements(self.calls["batch"]["body"], "events")
        stored = self.gateway.bodies("honeyhive")
        for text in sent:
            self.assertEqual(stored.count(text), 1, text)
        ids = [json.loads(text).get("event_id") for text in stored]
        for id in ("e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7"):
            self.assertEqual(ids.count(id), 1, id)
        self.assertNotIn("e-8", ids)

    def test_events_of_a_model_are_stored(self):
        responses = [
            json.loads(text).get("response")
            for text in self.gateway.bodies("honeyhive")
        ]
        for id in ("one", "two", "three"):
            self.assertEqual(responses.count({"content": id}), 1, id)

    def test_an_update_is_in_its_event_and_survives_that_the_event_is_sent_again(self):
        sent = member(self.calls["create"]["body"], "event")
        updated = sent[:-1] + ',"metadata":{"seen":true},"feedback":{"rating":5}}'
        self.assertEqual(
            [
                t
                for t in self.gateway.bodies("honeyhive")
                if '"e-1"' in t and '"parent_id"' not in t
            ],
            [updated],
        )

    def test_events_of_one_session_are_in_one(self):
        own = self.calls["batch of one session"]["value"]["sessionId"]
        self.assertEqual(len(self.gateway.bodies("honeyhive", own)), 2)
        self.assertNotEqual(own, SESSION)

    def test_nothing_is_in_quarantine(self):
        self.assertEqual(self.gateway.quarantine(), [])


if __name__ == "__main__":
    unittest.main()

# SPDX-License-Identifier: BSL-1.0
"""Compares parser.py with the verdicts of `assay generate --expect`: python3 test_parser.py [ASSAY]"""

import base64
import json
import subprocess
import sys

import parser as parser_under_test

assay = sys.argv[1] if len(sys.argv) > 1 else "assay"
ALLOWED = {"depth_exceeded"}  # codes that the parser need not check


def samples(kind, count):
    command = [assay, "generate", "trajectory.event", "--kind", kind, "--count", str(count), "--expect"]
    for line in subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.split(b"\n")[:-1]:
        sample = json.loads(line)
        text = sample["text"].encode() if "text" in sample else base64.b64decode(sample["base64"])
        yield sample, text


texts = 0
disagreements = {}  # by description: how often, and the shortest text
for kind in ("valid", "almost-valid", "hostile"):
    for sample, text in samples(kind, 500):
        texts += 1
        if parser_under_test.accepts(text) == sample["accepted"] or sample["code"] in ALLOWED:
            continue
        what = "rejected, but valid" if sample["accepted"] else f"accepted, but invalid [{sample['code']}]"
        count, shortest = disagreements.get(what, (0, text))
        disagreements[what] = (count + 1, min(text, shortest, key=len))

print(f"{texts} texts, {len(disagreements)} disagreements")
for what, (count, shortest) in sorted(disagreements.items()):
    print(f"{what}: {count} times, such as {shortest!r}")
sys.exit(1 if disagreements else 0)

# SPDX-License-Identifier: BSL-1.0
"""Summarizes the results of the judges: a table of the tools, and their disagreements with assay.

    python3 summary.py DIRECTORY/TOOL...

Reads the lines of JSON in DIRECTORY/TOOL.ndjson. Exits with 1 if a tool disagrees with assay
without an excuse, or has judged nothing.
"""

import collections
import json
import os
import sys

SHOWN = 10


class Tally:
    def __init__(self):
        self.objects = self.agreed = self.disagreements = 0
        self.excused = collections.Counter()
        self.faults = []

    def add(self, line):
        self.objects += 1
        self.agreed += line.get("agreed", 0)
        rejected = line.get("accepted_by_assay_only", [])
        refused = line.get("accepted_by_assay_only_count", len(rejected))
        unexcused = line.get("unexcused", [])
        strayed = line.get("unexcused_count", len(unexcused))
        self.excused.update(line.get("accepted_by_tool_only", {}))
        self.disagreements += refused + strayed + ("failed" in line)
        place = f"{line.get('level')}/{line.get('object', line.get('file'))}"
        errors = line.get("errors", [])  # of a document that is tested as a whole
        self.disagreements += len(errors)
        self.faults += [f"{place}: {error}" for error in errors]
        if "failed" in line:
            self.faults.append(f"{place}: {line['failed']}")
        self.faults += [f"{place}: only assay accepts {text}" for text in rejected]
        self.faults += [
            f"{place}: assay alone rejects {f['text']}, for {f['errors']}" for f in unexcused
        ]


def read(path):
    tally = Tally()
    with open(path + ".ndjson", encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            tally.add(json.loads(line))
    return tally


def main(paths):
    tallies = {os.path.basename(path): read(path) for path in paths}
    print(f"{'tool':12} {'schemas':>8} {'judged':>8} {'agreed':>8} {'excused':>8} {'wrong':>6}")
    for tool, t in tallies.items():
        excused = sum(t.excused.values())
        judged = t.agreed + t.disagreements + excused
        print(f"{tool:12} {t.objects:8} {judged:8} {t.agreed:8} {excused:8} {t.disagreements:6}")
    for tool, t in tallies.items():
        for code, count in t.excused.most_common():
            print(f"  {tool}: {count} excused for {code}")
        for fault in t.faults[:SHOWN]:
            print(f"  {tool}: {fault}")
    return any(t.disagreements or not t.objects for t in tallies.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-License-Identifier: BSL-1.0
"""Tests the TypedDicts with mypy --strict: samples are assigned as literals, one on each line.

    python3 mypy.py DIRECTORY [SAMPLES]

SAMPLES is the number of samples of each object at each level, by default 20. Half of them are
accepted samples; long and deep ones are left out. Literals do not contain members that the types do
not name, because mypy rejects all of these. Prints a line of JSON for each level and object. Exits
with 1 if mypy rejects what assay accepts, or accepts what the types could reject, and with 77 if
mypy is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import typed_values
from judging import (
    Comparison,
    module_at,
    outermost_name,
    places,
    print_line,
    samples_in,
    value_of,
)

FILE = "typeddict.py"
DEFAULT_SAMPLES = 20
LONGEST = 3000  # characters of a text
DEEPEST = 5  # mypy's time for literals of unions is exponential in their depth


def depth_of(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth_of, inner), default=0)


class Judged:
    """The samples of one object at one level, and the module for mypy."""

    def __init__(self, level, name, path, count):
        self.level, self.name = level, name
        self.module = re.sub(r"\W", "_", f"{level}_{name}")
        self.source = os.path.join(path, FILE)
        self.root = outermost_name(self.source)
        self.type = getattr(module_at(self.source), self.root)
        self.samples = self.choose(samples_in(path), count)
        self.errors = {}

    def choose(self, samples, count):
        """Returns accepted and rejected samples, preferring those that types can reject."""
        samples = [s for s in samples if self.is_fit(s)]
        accepted = [s for s in samples if s["accepted"]][: count // 2]
        rejected = [s for s in samples if not s["accepted"]]
        rejected.sort(key=lambda s: not self.must_refuse(s))
        return accepted + rejected[: count - len(accepted)]

    def is_fit(self, sample):
        value = value_of(sample["text"])
        is_small = len(sample["text"]) <= LONGEST and depth_of(value) <= DEEPEST
        return is_small and not typed_values.has_unknown_tag(value, self.type)

    def must_refuse(self, sample):
        value = value_of(sample["text"])
        return any(typed_values.types_can_say(e, value, self.type) for e in sample["errors"])

    def literal(self, sample):
        value = value_of(sample["text"])
        if all(e["code"] != "unknown_member" for e in sample["errors"]):
            value = typed_values.without_unknown(value, self.type)
        return repr(value)

    def write(self, directory):
        shutil.copy(self.source, os.path.join(directory, self.module + ".py"))
        path = os.path.join(directory, self.module + "_samples.py")
        with open(path, "w", encoding="utf-8") as out:
            out.write(f"from {self.module} import {self.root}\n")
            for i, sample in enumerate(self.samples):
                out.write(f"s{i}: {self.root} = {self.literal(sample)}\n")

    def compare(self):
        if self.module in self.errors:
            print_line("mypy", self.level, self.name, failed=self.errors[self.module])
            return False
        found = Comparison()
        refused = self.errors.get(self.module + "_samples", {})
        for i, sample in enumerate(self.samples):
            is_excused = not self.must_refuse(sample)
            found.add(sample, i + 2 not in refused, lambda error: is_excused)
        print_line("mypy", self.level, self.name, **found.summary())
        return not found.is_wrong()


def run_mypy(directory):
    """Returns the errors by module and line."""
    command = ["mypy", "--strict", "--no-error-summary", "--no-incremental"]
    command += ["--python-version", "3.11"]
    ran = subprocess.run(
        command + sorted(f for f in os.listdir(directory) if f.endswith(".py")),
        cwd=directory,
        capture_output=True,
        text=True,
    )
    errors = {}
    for line in ran.stdout.split("\n"):
        found = re.match(r"(\w+)\.py:(\d+): error: (.*)", line)
        if found and found[1].endswith("_samples"):
            errors.setdefault(found[1], {})[int(found[2])] = found[3]
        elif found:
            errors[found[1]] = line
    if ran.returncode not in (0, 1) or (ran.returncode and not errors):
        sys.exit(f"mypy failed: {ran.stderr}{ran.stdout[:2000]}")
    return errors


def main(arguments):
    if not arguments or len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("mypy"):
        print("SKIPPED: mypy is not installed", file=sys.stderr)
        return 77
    count = int(arguments[1]) if len(arguments) > 1 else DEFAULT_SAMPLES
    judged = [Judged(*place, count) for place in places(arguments[0], FILE)]
    with tempfile.TemporaryDirectory() as directory:
        for one in judged:
            one.write(directory)
        errors = run_mypy(directory)
    agree = []
    for one in judged:
        one.errors = errors
        agree.append(one.compare())
    return 0 if agree and all(agree) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

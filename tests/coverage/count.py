# SPDX-License-Identifier: BSL-1.0
"""Combines gcov's results for the headers from all programs and all instantiations of templates.

A line or a branch is reached if one of these instantiations reaches it. Code that no test can reach is left out: functions
that the compiler makes (`= default`), branches that only an exception takes, and the cleanup after an exception. gcov does
not mark the cleanup. So this program leaves out decisions that are never reached in a line that is reached. If such a
decision is not a cleanup, the branch that would lead to it is counted.
"""

import collections
import json
import subprocess
from pathlib import Path


def of_headers(root, directory):
    """Returns the lines of each header: how often each was reached, and how many of its branches were taken."""
    reached = collections.defaultdict(collections.Counter)
    branches = collections.defaultdict(
        dict
    )  # for each line, by the number of branches in one instantiation
    for data in sorted(Path(directory).rglob("*.gcda")):
        command = ["gcov", "--json-format", "--stdout", "--branch-probabilities", str(data)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=directory, check=True)
        for text in done.stdout.splitlines():
            for file in json.loads(text)["files"]:
                name = header_of(root, directory, file["file"])
                if name is not None:
                    add(file, made_by_compiler(root, name, file), reached[name], branches[name])
    return {
        name: {
            n: (count, *taken(branches[name].get(n, {}), count))
            for n, count in sorted(lines.items())
        }
        for name, lines in sorted(reached.items())
    }


def header_of(root, directory, name):
    """Returns the name of a header of include/assay, or nothing."""
    path = (Path(directory) / name).resolve()
    include = (root / "include" / "assay").resolve()
    return str(path.relative_to(include)) if include in path.parents else None


def made_by_compiler(root, name, file):
    lines = (root / "include" / "assay" / name).read_text().split("\n")
    return {f["name"] for f in file["functions"] if "= default" in lines[f["start_line"] - 1]}


def add(file, left_out, reached, branches):
    for line in file["lines"]:
        if line.get("function_name") in left_out:
            continue
        if (
            line.get("function_name") is None and line["count"] == 0
        ):  # members, of comparisons that the compiler makes
            continue
        n = line["line_number"]
        reached[n] += line["count"]
        counts = [b["count"] for b in line["branches"] if not b["throw"]]
        if len(counts) > 1:
            total = branches.setdefault(n, {}).setdefault(len(counts), [0] * len(counts))
            for i, count in enumerate(counts):
                total[i] += count


def taken(forms, count):
    """Returns how many of a line's branches were taken, and how many it has, for the form that was covered best."""
    best = (0, 0)
    for total in forms.values():
        decisions = (
            [total[i : i + 2] for i in range(0, len(total), 2)] if len(total) % 2 == 0 else [total]
        )
        there = sum(len(d) for d in decisions if count == 0 or any(d))
        was_taken = sum(c > 0 for d in decisions for c in d)
        if there > 0 and (best[1] == 0 or was_taken / there > best[0] / best[1]):
            best = (was_taken, there)
    return best

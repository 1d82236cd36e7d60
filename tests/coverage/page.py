# SPDX-License-Identifier: BSL-1.0
"""Writes docs/coverage.md and prints the table: page.py BUILD_DIRECTORY SUMMARY_OF_GCOVR

gaps.txt in this folder states why the tests do not reach some lines or branches of a file: FILE | REASON.
"""

import collections
import json
import sys
from pathlib import Path

import count

ROOT = Path(__file__).resolve().parents[2]
GOALS = {"lines": 98, "branches": 90}

PAGE = """# Coverage

This page shows which lines and branches of the headers the library's own tests reach. `bash tests/coverage/run.sh` builds the tests with
g++, without optimization, runs them once and writes this page.

A line or a branch counts once, even if a template is instantiated with several types. It is reached if one of these instantiations
reaches it. These are not counted:

- comparisons that the compiler makes (`= default`);
- branches that only an exception takes, and the cleanup after an exception;
- code that the compiler evaluates and that does not exist at run time: the rules that an author states, and the tables made from
  them. `tests/compile_fail` and the mutants of `tests/mutation` test these;
- the test kit, `testing/`, because it is itself a test.

{table}

As gcovr counts, with each branch of every instantiation, cleanup and generated comparisons: {gcovr}.

{gaps}
"""


class Counts:
    def __init__(self):
        self.reached = {"lines": 0, "branches": 0}
        self.all = {"lines": 0, "branches": 0}

    def add(self, other):
        for what in self.all:
            self.reached[what] += other.reached[what]
            self.all[what] += other.all[what]

    def share(self, what):
        return 100 * self.reached[what] / self.all[what] if self.all[what] else 100

    def cells(self):
        for what in ("lines", "branches"):
            yield f"{self.all[what]}"
            yield f"{self.share(what):.1f} %" if self.all[what] else ""


def counts_of(lines):
    """Returns the counts of one header, the lines that are not reached, and the lines with a branch that is not taken."""
    out, missed, partly = Counts(), [], []
    for number, (times, taken, branches) in lines.items():
        out.all["lines"] += 1
        out.reached["lines"] += times > 0
        out.all["branches"] += branches
        out.reached["branches"] += taken
        if times == 0:
            missed.append(number)
        elif taken < branches:
            partly.append(number)
    return out, missed, partly


def read_gaps():
    out = {}
    for number, line in enumerate((Path(__file__).parent / "gaps.txt").read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, _, reason = line.partition(" | ")
        if not reason or name in out:
            raise SystemExit(f"gaps.txt:{number}: expected FILE | REASON, each file once")
        out[name] = reason
    return out


def main():
    headers = count.of_headers(ROOT, Path(sys.argv[1]).resolve())
    summary = json.loads(Path(sys.argv[2]).read_text())
    folders, total, gaps, failed = collections.defaultdict(Counts), Counts(), [], False
    reasons = read_gaps()
    for name, lines in headers.items():
        if name.startswith("testing/"):
            continue
        counts, missed, partly = counts_of(lines)
        folders[name.rpartition("/")[0] or "assay"].add(counts)
        total.add(counts)
        if missed or partly:
            gaps.append((name, counts, missed, partly, reasons.pop(name, "")))
    for name in reasons:
        print(f"gaps.txt: {name} has no gap any more", file=sys.stderr)
        failed = True

    rows = [("folder", "lines", "reached", "branches", "reached")]
    rows += [(folder, *counts.cells()) for folder, counts in sorted(folders.items())]
    rows += [("all", *total.cells())]
    for row in rows:
        print(f"{row[0]:24}" + "".join(f"{cell:>10}" for cell in row[1:]))
    for name, _, missed, partly, reason in gaps:
        print(f"{name}: lines {missed}, branches of {partly}: {reason or 'not explained'}")
        failed = failed or (bool(missed) and not reason)
    for what, goal in GOALS.items():
        if total.share(what) < goal:
            print(
                f"{total.share(what):.1f} % of {what} are reached, the goal is {goal} %",
                file=sys.stderr,
            )
            failed = True

    gcovr = f"{summary['line_percent']} % of lines, {summary['branch_percent']} % of branches"
    page = PAGE.format(
        table=markdown(rows, "---", *["--:"] * 4), gcovr=gcovr, gaps=gaps_section(gaps)
    )
    (ROOT / "docs" / "coverage.md").write_text(page)
    return failed


def markdown(rows, *alignment):
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], alignment, *rows[1:]])


def gaps_section(gaps):
    if not gaps:
        return "The tests reach every line and branch."
    rows = [("file", "lines not reached", "branches not taken", "why")]
    for name, counts, missed, _, reason in gaps:
        untaken = counts.all["branches"] - counts.reached["branches"]
        rows.append((f"`{name}`", f"{len(missed)}", f"{untaken}", reason))
    head = "## Lines that are not reached\n\nEach line that is not reached has a reason. "
    head += "If the last column is empty, only single branches of conditions are not taken.\n\n"
    return head + markdown(rows, "---", "--:", "--:", "---")


if __name__ == "__main__":
    sys.exit(main())

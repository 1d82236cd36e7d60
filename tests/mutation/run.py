# SPDX-License-Identifier: BSL-1.0
"""Mutation testing of the headers: see --help, and run.sh in this folder."""

import argparse
import collections
import fnmatch
import functools
import json
import random
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judge

ROOT = Path(__file__).resolve().parents[2]

# The parts that are mutated: they check, read, write and order.
PARTS = {
    "rules": ["schema/"],
    "reader": [
        "json/detail/read/",
        "json/detail/report/",
        "json/detail/table/",
        "json/detail/text/",
        "json/detail/raw_access",
    ],
    "writer": ["json/detail/write/"],
    "batch": ["batch/"],
    "timeline": ["timeline/"],
    "identity": ["identity/"],
}
# The tests that judge mutants: those of these folders, and some that read and write whole events.
JUDGES = [
    "schema/*",
    "json/*",
    "batch/*",
    "timeline/*",
    "identity/*",
    "promptetheus/levels",
    "promptetheus/event",
]
# Tests that are also compiled for processors without vector instructions.
PORTABLE_JUDGES = ["json/detail/text/block"]
GOAL = 90


def part_of(header):
    return next(p for p, prefixes in PARTS.items() if header.startswith(tuple(prefixes)))


def arguments():
    p = argparse.ArgumentParser(
        prog="run.sh",
        description="Changes an operator, a bound, a constant or a condition of a header, or drops a statement, and reports whether "
        "the tests notice. All changes are compiled in at once, and one is selected when a test runs. Changes that only have an effect at "
        "compile time are compiled one by one. Exits with 1 below 90 %% killed, or if survivors.txt is out of date.",
    )
    p.add_argument(
        "--only",
        metavar="PATTERN",
        default="*",
        help="headers, such as 'batch/*' or json/detail/text/scanner.hpp",
    )
    p.add_argument(
        "--sample", metavar="N", type=int, help="the number of mutants, chosen at random; default: all"
    )
    p.add_argument("--seed", metavar="S", type=int, default=1, help="of --sample; default: 1")
    p.add_argument(
        "--jobs",
        metavar="N",
        type=int,
        default=1,
        help="tests, or compilers, at a time; default: 1",
    )
    p.add_argument(
        "--resume",
        action="store_true",
        help="reuse the results of an earlier run for killed mutants in headers that have not changed",
    )
    p.add_argument(
        "--seconds",
        metavar="N",
        type=float,
        default=30,
        help="the time that tests may take before a mutant survives; default: 30",
    )
    p.add_argument(
        "--no-compiling",
        action="store_true",
        help="compile nothing for a mutant, and skip mutants that only have an effect at compile time",
    )
    p.add_argument("--list", action="store_true", help="list the mutants, and test none")
    p.add_argument("--report", metavar="FILE", help="write every mutant and its result as JSON")
    p.add_argument(
        "--directory",
        metavar="DIR",
        default=ROOT / "build" / "mutation",
        type=Path,
        help="default: build/mutation",
    )
    p.add_argument(
        "--compiler", metavar="CXX", default="clang++-14", help="a clang; default: clang++-14"
    )
    return p.parse_args()


def tests():
    names = [
        str(p.relative_to(ROOT / "tests")).removesuffix(".test.cpp")
        for p in sorted((ROOT / "tests").rglob("*.test.cpp"))
    ]
    judges = [n for n in names if any(fnmatch.fnmatch(n, j) for j in JUDGES)]
    return judges + [judge.PORTABLE + n for n in names if n in PORTABLE_JUDGES]


def read_excuses():
    """Reads survivors.txt: the keys of mutants that may survive, and the reasons."""
    out, reason = {}, ""
    path = Path(__file__).parent / "survivors.txt"
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            reason = line.removesuffix(":")
        elif reason and line.count(" | ") >= 2:
            out[line.strip()] = reason
        else:
            raise SystemExit(
                f"{path}:{number}: expected a reason, or an indented HEADER | LINE | CHANGE below one"
            )
    return out


def excuse_of(excuses, m):
    """Returns the key of the excuse for a mutant."""
    if m.key() in excuses:
        return m.key()
    return next((key for key in excuses if "*" in key and matches(key, m.key())), None)


@functools.lru_cache(maxsize=None)
def pattern(key):
    return re.compile(".*".join(map(re.escape, key.split("*"))))


def matches(key, text):
    """Returns whether the text matches the key, in which `*` matches anything."""
    return pattern(key).fullmatch(text) is not None


def main():
    sys.stdout.reconfigure(line_buffering=True)
    a = arguments()
    a.directory = a.directory.resolve()
    prefixes = [h for part in PARTS.values() for h in part]
    project = judge.Project(ROOT, a.directory, prefixes, tests(), a.compiler)
    excuses = read_excuses()
    keys = {m.key() for m in project.mutants.values()}
    stale = [
        key
        for key in excuses
        if key not in keys and not ("*" in key and any(matches(key, k) for k in keys))
    ]
    for key in stale:
        print(f"survivors.txt: no such mutant: {key}", file=sys.stderr)

    chosen = [m for m in project.mutants.values() if fnmatch.fnmatch(m.header, a.only)]
    if a.no_compiling:
        chosen = [m for m in chosen if not m.at_compile_time]
    if a.list:
        for m in chosen:
            print(f"{m.id}: {m.header}:{m.line}: {m.key()}")
        return 0
    if a.sample is not None and a.sample < len(chosen):
        chosen = random.Random(a.seed).sample(chosen, a.sample)
    prepare(project, a.jobs)
    ends = check_all(project, chosen, excuses, a)
    below = report(project, chosen, ends, excuses, a)
    return 1 if below or stale else 0


def prepare(project, jobs):
    begin = time.monotonic()
    project.prepare()

    def one(group):
        project.build(group)
        for test in project.groups[group]:
            project.measure(test)

    with ThreadPoolExecutor(jobs) as pool:
        for number, _ in enumerate(pool.map(one, project.groups), 1):
            if number % 5 == 0:
                print(
                    f"  {number}/{len(project.groups)} groups of tests are built, {time.monotonic() - begin:.0f} s",
                    file=sys.stderr,
                )


def check_all(project, chosen, excuses, a):
    """Returns the result of each mutant by its id."""
    journal = a.directory / "ends.jsonl"
    earlier = {}
    if a.resume and journal.exists():
        for line in journal.read_text().splitlines():
            e = json.loads(line)
            if e["end"] in ("killed", "timeout") and project.hashes.get(e["header"]) == e["hash"]:
                earlier[e["key"]] = (e["end"], e["by"])
    ends, begin = {}, time.monotonic()
    with open(journal, "a" if a.resume else "w") as out, ThreadPoolExecutor(a.jobs) as pool:

        def one(m):
            if m.key() in earlier:
                return m, earlier[m.key()], False
            if excuse_of(excuses, m):
                return m, ("excused", ""), False
            return m, project.judge(m, a.seconds, not a.no_compiling), True

        for number, (m, end, is_new) in enumerate(pool.map(one, chosen), 1):
            ends[m.id] = end
            if is_new:
                record = {
                    "key": m.key(),
                    "header": m.header,
                    "hash": project.hashes[m.header],
                    "end": end[0],
                    "by": end[1],
                }
                out.write(json.dumps(record) + "\n")
                out.flush()
            if number % 200 == 0:
                print(
                    f"  {number}/{len(chosen)} mutants, {time.monotonic() - begin:.0f} s",
                    file=sys.stderr,
                )
    return ends


def report(project, chosen, ends, excuses, a):
    """Prints the survivors and a table; returns true if fewer mutants are killed than the goal requires."""
    for m in sorted(chosen, key=lambda m: m.id):
        if ends[m.id][0] in ("survived", "unreached"):
            print(f"{ends[m.id][0]}: include/assay/{m.header}:{m.line}: {m.change}\n    {m.source}")
    counts = collections.defaultdict(collections.Counter)
    for m in chosen:
        counts[part_of(m.header)][ends[m.id][0]] += 1
    total = sum(counts.values(), collections.Counter())
    columns = ["killed", "timeout", "survived", "unreached", "excused", "stillborn"]
    print(f"\n{'':10}" + "".join(f"{c:>11}" for c in columns) + f"{'score':>9}")
    for name, c in [*((p, counts[p]) for p in PARTS if p in counts), ("all", total)]:
        print(f"{name:10}" + "".join(f"{c[x]:>11}" for x in columns) + f"{score(c):>8.1f}%")
    alive = sum(m.id not in project.stillborn for m in project.mutants.values())
    print(
        f"\n{len(chosen)} of {len(project.mutants)} mutants, {len(project.mutants) - alive} of which do not compile."
    )
    if a.report:
        rows = [
            {
                "header": m.header,
                "line": m.line,
                "source": m.source,
                "change": m.change,
                "end": ends[m.id][0],
                "by": ends[m.id][1],
            }
            | ({"reason": excuses[excuse_of(excuses, m)]} if ends[m.id][0] == "excused" else {})
            for m in sorted(chosen, key=lambda m: m.id)
        ]
        Path(a.report).write_text(
            json.dumps({"score": score(total), "counts": total, "mutants": rows}, indent=1)
        )
    return score(total) < GOAL


def score(c):
    """Returns the percentage that the tests notice of the mutants that compile and are not excused."""
    noticed = c["killed"] + c["timeout"]
    judged = noticed + c["survived"] + c["unreached"]
    return 100 * noticed / judged if judged else 100


if __name__ == "__main__":
    sys.exit(main())

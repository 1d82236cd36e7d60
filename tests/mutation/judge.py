# SPDX-License-Identifier: BSL-1.0
"""Compiles tests with headers that contain mutants, and reports which mutants the tests notice."""

import hashlib
import json
import os
import re
import subprocess
import threading
import time
from pathlib import Path

import mutants

# The mutants of each header have the ids from a multiple of this number on.
BLOCK = 2048
# The program that makes the mutants.
MAKER = Path(mutants.__file__)
# The folder in the names of tests that are compiled for processors without vector instructions.
PORTABLE = "portable/"
# The number of tests that are compiled as one file.
GROUP = 6

PRECOMPILED = """
#define CATCH_CONFIG_ENABLE_ALL_STRINGMAKERS
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <sstream>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <boost/system/result.hpp>
"""


def run(command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, text=True, errors="replace", **options)


class Project:
    """The headers with their mutants, and the tests built with them, in a separate directory."""

    def __init__(self, root, directory, headers, tests, compiler):
        self.root, self.directory, self.compiler = root, directory, compiler
        self.include, self.programs = directory / "include", directory / "programs"
        for d in (self.include, self.programs):
            d.mkdir(parents=True, exist_ok=True)
        self.headers, self.mutants, self.hashes = {}, {}, {}
        self.stillborn_file = directory / "stillborn.json"
        known = json.loads(self.stillborn_file.read_text()) if self.stillborn_file.exists() else {}
        self.stillborn = set()
        self.lines = {}
        self.lock = threading.Lock()
        for number, path in enumerate(sorted((root / "include").rglob("*.hpp"))):
            name = str(path.relative_to(root / "include"))
            text = path.read_text()
            short = name.removeprefix("assay/")
            if any(short.startswith(h) for h in headers):
                header, found = mutants.mutants_of(short, text, number * BLOCK + 1)
                assert len(found) < BLOCK, name
                self.headers[name] = header
                self.hashes[short] = hashlib.sha256(
                    (MAKER.read_text() + text).encode()
                ).hexdigest()[:16]
                self.mutants.update((m.id, m) for m in found)
                if known.get(short, {}).get("hash") == self.hashes[short]:
                    keys = set(known[short]["keys"])
                    self.stillborn |= {m.id for m in found if m.key() in keys}
                self.write(name)
            else:
                self.put(self.include / name, text)
        self.tests = tests
        self.groups = groups_of(tests)
        self.group_of = {t: g for g, members in self.groups.items() for t in members}
        self.main = directory / "main.o"
        self.reach, self.seconds = {}, {}

    def put(self, path, text):
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def write(self, name):
        text = mutants.written(self.headers[name], self.stillborn)
        self.lines[name] = mutants.ids_of_lines(text)
        self.put(self.include / name, text)

    def source(self, test):
        return self.root / "tests" / f"{test.removeprefix(PORTABLE)}.test.cpp"

    # --- compiling ---

    def flags(self):
        tests = self.root / "tests"
        return [
            "-std=c++20",
            "-O0",
            "-w",
            "-Wno-c++11-narrowing",
            f"-I{self.include}",
            f"-I{tests}",
            f'-DASSAY_SOURCE_DIR="{self.root}"',
        ]

    def with_precompiled(self):
        here = self.root / "tests" / "mutation" / "mutation.hpp"
        return [
            *self.flags(),
            "-include-pch",
            str(self.directory / "all.pch"),
            "-include",
            str(here),
        ]

    def prepare(self):
        """Builds the parts that all tests share."""
        source = self.directory / "all.hpp"
        self.put(source, PRECOMPILED)
        precompiled = self.directory / "all.pch"
        if not precompiled.exists() or precompiled.stat().st_mtime < source.stat().st_mtime:
            run(
                [
                    self.compiler,
                    *self.flags(),
                    "-x",
                    "c++-header",
                    str(source),
                    "-o",
                    str(precompiled),
                ],
                check=True,
            )
        if not self.main.exists():
            main = self.root / "tests" / "support" / "catch_main.cpp"
            run([self.compiler, *self.flags(), "-c", str(main), "-o", str(self.main)], check=True)

    def is_new(self, program):
        """Returns whether the program is up to date with its sources."""
        deps = program.with_suffix(".d")
        if not program.exists() or not deps.exists():
            return False
        made = program.stat().st_mtime
        if MAKER.stat().st_mtime > made:
            return False
        for word in deps.read_text().replace("\\\n", " ").split()[1:]:
            path = Path(word)
            if self.include in path.parents:
                path = self.root / "include" / path.relative_to(self.include)
            if not path.exists() or path.stat().st_mtime > made:
                return False
        return True

    def build(self, group):
        """Builds the program of some tests; removes mutants from their headers until it compiles."""
        program = self.programs / group
        if self.is_new(program):
            return program
        program.parent.mkdir(parents=True, exist_ok=True)
        source = program.with_suffix(".cpp")
        files = [self.source(test) for test in self.groups[group]]
        self.put(source, "".join(f'#include "{f}"\n' for f in files))
        command = [
            self.compiler,
            *self.with_precompiled(),
            str(source),
            "-ferror-limit=0",
            "-fno-color-diagnostics",
        ]
        command += [
            "-ftemplate-backtrace-limit=0",
            *(["-DASSAY_NO_SIMD"] if group.startswith(PORTABLE) else []),
        ]
        for _ in range(30):
            done = run(
                [
                    *command,
                    "-MD",
                    "-MF",
                    str(program.with_suffix(".d")),
                    "-c",
                    "-o",
                    str(program) + ".o",
                ],
                capture_output=True,
            )
            if done.returncode == 0:
                libraries = ["-lboost_json", "-lpthread"]
                run(
                    [
                        self.compiler,
                        "-fuse-ld=lld",
                        str(program) + ".o",
                        str(self.main),
                        *libraries,
                        "-o",
                        str(program),
                    ],
                    check=True,
                )
                os.unlink(str(program) + ".o")
                return program
            if not self.leave_out(done.stderr):
                raise SystemExit(f"{group} does not compile:\n{done.stderr[:4000]}")
        raise SystemExit(f"{group} does not compile, whichever mutants are removed")

    def leave_out(self, errors):
        """Removes the mutants that the compiler's errors are about; returns false if there are none."""
        found = {"error": set(), "note": set(), "near": set()}
        for m in re.finditer(r"^([^\s:]+):(\d+):\d+: (fatal error|error|note):", errors, re.M):
            path = Path(m[1])
            if self.include not in path.parents:
                continue
            name = str(path.relative_to(self.include))
            if name in self.lines and int(m[2]) < len(self.lines[name]):
                line = int(m[2])
                found["note" if m[3] == "note" else "error"].update(
                    (name, i) for i in self.lines[name][line]
                )
                near = next(
                    (n for n in range(line, max(0, line - 20), -1) if self.lines[name][n]), line
                )
                found["near"].update((name, i) for i in self.lines[name][near])
        with self.lock:
            for kind in found:
                new = {
                    (name, i)
                    for name, i in found[kind]
                    if i not in self.stillborn and i in self.mutants
                }
                if new:
                    self.stillborn |= {i for _, i in new}
                    for name in {name for name, _ in new}:
                        self.write(name)
                    self.remember()
                    return True
        return False

    def remember(self):
        out = {}
        for i in sorted(self.stillborn):
            m = self.mutants[i]
            out.setdefault(m.header, {"hash": self.hashes[m.header], "keys": []})["keys"].append(
                m.key()
            )
        self.stillborn_file.write_text(json.dumps(out, indent=1))

    # --- running ---

    def command(self, test):
        return [
            str(self.programs / self.group_of[test]),
            "--filenames-as-tags",
            f"[#{test.rsplit('/', 1)[1]}.test]",
        ]

    def measure(self, test):
        """Runs a test without a mutant, to find out how long it takes and which regions it reaches."""
        program = self.programs / self.group_of[test]
        reached = self.programs / f"{test}.reached"
        took = self.programs / f"{test}.seconds"
        if not took.exists() or took.stat().st_mtime < program.stat().st_mtime:
            begin = time.monotonic()
            done = run(
                self.command(test),
                env={**os.environ, "ASSAY_REACHED": str(reached)},
                capture_output=True,
            )
            if done.returncode != 0 or "No tests ran" in done.stdout:
                raise SystemExit(f"{test} fails without a mutant:\n{done.stdout[-4000:]}")
            took.write_text(str(time.monotonic() - begin))
        self.seconds[test] = float(took.read_text())
        self.reach[test] = set(map(int, reached.read_text().split()))

    def judges(self, mutant):
        """Returns the tests that reach a mutant, the nearest first."""
        first = mutant.region.mutants[0].id
        header = mutant.header.removesuffix(".hpp")
        folder = header.rsplit("/", 1)[0]

        def distance(test):
            same = test.removeprefix(PORTABLE) == header
            near = test.rsplit("/", 1)[0] == folder
            return (
                not same,
                self.seconds[test] if same else self.seconds[test] * (0.2 if near else 1),
            )

        return sorted((t for t in self.tests if first in self.reach[t]), key=distance)

    def runs(self, command, mutant, seconds):
        """Returns how a test ends when a mutant is active: "passes", "fails" or "does not end"."""
        try:
            done = run(
                [*command, "--abort"],
                env={**os.environ, "ASSAY_MUTANT": str(mutant)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=3 + 4 * seconds,
                preexec_fn=limited,
            )
        except subprocess.TimeoutExpired:
            return "does not end"
        return "passes" if done.returncode == 0 else "fails"

    def judge(self, m, most_seconds, compiles):
        """Returns how a mutant ends, and because of which test. `compiles`: whether tests may be compiled for it."""
        if m.id in self.stillborn:
            return "stillborn", ""
        spent, judges = 0.0, self.judges(m)
        for test in judges:
            if spent > most_seconds:
                break
            if self.seconds[test] > most_seconds / 2 and test != judges[0]:
                continue
            end = self.runs(self.command(test), m.id, self.seconds[test])
            if end != "passes":
                return ("killed" if end == "fails" else "timeout"), test
            spent += self.seconds[test]
        if compiles and (m.at_compile_time or m.in_constexpr):
            by = self.judge_by_compiling(m)
            if by:
                return "killed", by
        return ("survived" if judges or m.at_compile_time else "unreached"), ""

    def judge_by_compiling(self, m):
        """Returns the test that does not compile with the mutant, or that fails."""
        define = f"-DASSAY_MUTANT={m.id}"
        for case in self.cases(m):
            if self.case_fails(case, define):
                return f"compile_fail/{case.stem}"
        for test in self.compiled_judges(m):
            program = self.directory / f"mutant.{m.id}"
            command = [
                self.compiler,
                *self.with_precompiled(),
                define,
                str(self.source(test)),
                str(self.main),
            ]
            done = run(
                [*command, "-fuse-ld=lld", "-lboost_json", "-lpthread", "-o", str(program)],
                capture_output=True,
            )
            if done.returncode != 0:
                return f"{test} (compiling)"
            end = self.runs([str(program)], m.id, self.seconds[test])
            program.unlink()
            if end != "passes":
                return test
        return None

    def compiled_judges(self, m):
        header = m.header.removesuffix(".hpp")
        out = [header] if header in self.tests else []
        if m.at_compile_time or not self.judges(m):
            if m.header.startswith(
                ("schema/", "json/detail/table/", "json/detail/read/", "json/detail/write/")
            ):
                out += [
                    t
                    for t in ("schema/schema_of", "schema/zoo", "json/options")
                    if t in self.tests and t not in out
                ]
            else:
                out += [t for t in self.judges(m) if t not in out][:2]
        return out[:4]

    # --- code that must not compile ---

    sentences = None

    def cases(self, m):
        """Returns the cases of tests/compile_fail that expect a sentence near the mutant."""
        if not m.header.startswith(("schema/", "json/detail/table/")):
            return []
        if self.sentences is None:
            self.sentences = {}
            for case in sorted((self.root / "tests" / "compile_fail").glob("*.cpp")):
                text = case.read_text()
                found = re.search(r"// expect: ([^\n]+(?:\n// [^\n]+)*)\n", text)
                self.sentences[case] = found[1].replace("\n// ", " ")
        lines = self.headers["assay/" + m.header].text.split("\n")
        near = "\n".join(lines[max(0, m.line - 9) : m.line + 9])
        near = re.sub(r'"\s*\n\s*"', "", near)
        texts = [t for t in re.findall(r'"((?:\\.|[^"\\\n])*)"', near) if len(t) > 12]
        return [c for c, s in self.sentences.items() if any(t in s or s in t for t in texts)][:8]

    def case_fails(self, case, define):
        command = [self.compiler, *self.with_precompiled(), "-fsyntax-only", str(case)]
        done = run([*command, define] if define else command, capture_output=True)
        sentence = self.sentences[case]
        if sentence == "success":
            return done.returncode != 0
        return done.returncode == 0 or sentence not in done.stderr


def groups_of(tests):
    """Groups the tests, a few of one folder at a time: they share instantiations, which halves the compile time."""
    folders, out = {}, {}
    for test in tests:
        folders.setdefault(test.rsplit("/", 1)[0], []).append(test)
    for folder, members in folders.items():
        for i in range(0, len(members), GROUP):
            out[f"{folder}/tests{i // GROUP}"] = members[i : i + GROUP]
    return out


def limited():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

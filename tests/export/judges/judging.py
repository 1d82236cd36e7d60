# SPDX-License-Identifier: BSL-1.0
"""Common code of the judges in Python: visits the samples of every level and object, and compares
a tool's verdicts with assay's.

DIRECTORY/LEVEL/OBJECT/ holds schemas and `samples.ndjson`, as assay_samples writes them.
"""

import ast
import collections
import importlib.util
import json
import os
import sys

SHOWN_TEXTS = 5

# The judges have the names of their tools. `import` must find the tools, not the judges.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path) != HERE]


def places(directory, file):
    """Yields (level, object, path) for each directory that has the file."""
    for level in sorted(os.listdir(directory)):
        if not os.path.isdir(os.path.join(directory, level)):
            continue
        for name in sorted(os.listdir(os.path.join(directory, level))):
            path = os.path.join(directory, level, name)
            if os.path.exists(os.path.join(path, file)):
                yield level, name, path


def samples_in(path):
    # Not splitlines(): texts contain other line breaks.
    with open(os.path.join(path, "samples.ndjson"), encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines.read().split("\n") if line]


def value_of(text):
    def refuse(constant):
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def module_at(path):
    """Returns the Python module in the file, whatever its name is."""
    name = "judged_" + "".join(c if c.isalnum() else "_" for c in path)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def outermost_name(path):
    """Returns the name of the outermost value's type, which a module defines last."""
    with open(path, encoding="utf-8") as file:
        last = ast.parse(file.read()).body[-1]
    if isinstance(last, ast.ClassDef):
        return last.name
    return (last.targets[0] if isinstance(last, ast.Assign) else last.target).id


class Comparison:
    """The verdicts of a tool on one object at one level, compared with assay's."""

    def __init__(self):
        self.agreed = 0
        self.accepted_by_assay_only = []
        self.accepted_by_tool_only = collections.Counter()
        self.unexcused = []

    def add(self, sample, accepted, is_excused):
        """Adds a verdict. `is_excused` returns whether the tool may miss an error."""
        if accepted == sample["accepted"]:
            self.agreed += 1
        elif sample["accepted"]:
            self.accepted_by_assay_only.append(sample["text"])
        else:
            codes = sorted(error["code"] for error in sample["errors"])
            self.accepted_by_tool_only[" ".join(codes)] += 1
            if not all(map(is_excused, sample["errors"])):
                self.unexcused.append({"text": sample["text"], "errors": sample["errors"]})

    def is_wrong(self):
        return bool(self.accepted_by_assay_only or self.unexcused)

    def summary(self):
        return {
            "agreed": self.agreed,
            "accepted_by_assay_only": self.accepted_by_assay_only[:SHOWN_TEXTS],
            "accepted_by_assay_only_count": len(self.accepted_by_assay_only),
            "accepted_by_tool_only": self.accepted_by_tool_only,
            "unexcused": self.unexcused[:SHOWN_TEXTS],
            "unexcused_count": len(self.unexcused),
        }


def is_stated(error):
    """Returns whether the schema states the error only with an assay keyword."""
    return "stated" in error


def print_line(tool, level, name, **more):
    print(json.dumps({"tool": tool, "level": level, "object": name, **more}), flush=True)


def judge(tool, file, make_tool, is_excused=is_stated):
    """Tests each of the files with all samples beside it. Returns the exit status: 1 if verdicts
    differ without an excuse, or if a file cannot be used. `make_tool` takes the file's path. It
    returns a function that takes a text and its value, and returns whether it is accepted.
    """
    if len(sys.argv) != 2:
        print(f"usage: {os.path.basename(sys.argv[0])} DIRECTORY", file=sys.stderr)
        return 2
    judged = wrong = 0
    for level, name, path in places(sys.argv[1], file):
        judged += 1
        found = Comparison()
        try:
            accepts = make_tool(os.path.join(path, file))
            for sample in samples_in(path):
                found.add(sample, accepts(sample["text"], value_of(sample["text"])), is_excused)
        except Exception as error:  # of any tool; the other objects are still tested
            print_line(tool, level, name, failed=f"{type(error).__name__}: {error}"[:500])
            wrong += 1
            continue
        wrong += found.is_wrong()
        print_line(tool, level, name, **found.summary())
    return 1 if wrong or not judged else 0

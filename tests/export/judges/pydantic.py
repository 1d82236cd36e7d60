# SPDX-License-Identifier: BSL-1.0
"""Tests the models of pydantic 2 with JSON texts and with values that Python has parsed.

    python3 pydantic.py DIRECTORY

Prints a line of JSON for each level and object. Exits with 1 if pydantic and assay disagree about a
rule that JSON Schema can express, and with 77 if pydantic 2 is not installed.
"""

import os
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judging import judge, module_at, outermost_name

try:
    # The package: judging.py has removed this directory from the path.
    from pydantic import TypeAdapter, ValidationError
except ImportError:  # or pydantic 1
    print("SKIPPED: pydantic 2 is not installed", file=sys.stderr)
    sys.exit(77)


def make_tool(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of names that mean something to pydantic already
        adapter = TypeAdapter(getattr(module_at(path), outermost_name(path)))

    def error_of(read, source):
        try:
            read(source)
        except ValidationError as error:
            return error.errors(include_url=False)[0]
        return None

    def accepts(text, value):
        by_value = error_of(adapter.validate_python, value)
        by_text = error_of(adapter.validate_json, text)
        if by_text and by_text["type"] == "json_invalid":
            # Unlike Python's parser, pydantic's rejects lone surrogates. It also rejects some
            # deep texts that assay accepts.
            return not by_value if "recursion limit" in by_text["msg"] else False
        if bool(by_text) != bool(by_value):
            raise ValueError(f"verdicts on text and value differ: {text}")
        return not by_text

    return accepts


if __name__ == "__main__":
    sys.exit(judge("pydantic", "pydantic.py", make_tool))

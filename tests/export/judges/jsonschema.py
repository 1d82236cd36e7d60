# SPDX-License-Identifier: BSL-1.0
"""Judges the JSON Schemas with python3-jsonschema, and them by the official metaschema.

    python3 jsonschema.py DIRECTORY

Prints a line of JSON for each level and object. Exit status 1 where jsonschema and assay disagree
and no keyword of assay's own states why.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judging import judge

import jsonschema  # the package: judging has taken this directory out of the way


def make_tool(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    return lambda text, value: validator.is_valid(value)


if __name__ == "__main__":
    sys.exit(judge("jsonschema", "schema.json", make_tool))

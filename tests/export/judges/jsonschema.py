# SPDX-License-Identifier: BSL-1.0
"""Tests the JSON Schemas with python3-jsonschema, and checks them with the official metaschema.

    python3 jsonschema.py DIRECTORY

Prints a line of JSON for each level and object. Exits with 1 if jsonschema and assay disagree and
no assay keyword states why.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from judging import judge

import jsonschema  # the package: judging.py has removed this directory from the path


def make_tool(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    return lambda text, value: validator.is_valid(value)


if __name__ == "__main__":
    sys.exit(judge("jsonschema", "schema.json", make_tool))

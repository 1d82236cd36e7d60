# SPDX-License-Identifier: BSL-1.0
"""A parser of trajectory events in a few lines of Python, with three faults.

Each fault is the default of the json module, or a common mistake. MENDED names the faults that are fixed.
"""

import json
import os
import sys

MENDED = os.environ.get("MENDED", "").split()  # such as "nan twice null"

TYPES = {
    "event_type": (str,),
    "session_id": (str,),
    "properties": (dict,),
    "event_id": (str,),
    "timestamp": (str,),
    "user_id": (str, type(None)),
    "trajectory_id": (str, type(None)),
    "trace_id": (str, type(None)),
    "source": (str,),
    "metadata": (dict, type(None)),
}
REQUIRED = ("event_type", "session_id")
NOT_EMPTY = ("event_type", "session_id", "event_id")

sys.setrecursionlimit(10_000)  # containers may be 1024 deep


class Members(dict):
    """An object that records which of its names occurred twice."""

    def __init__(self, pairs):
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = {name for name in names if names.count(name) > 1} if len(names) > len(self) else set()


def refuse(word):
    raise ValueError(word)


def accepts(data):
    """Whether these bytes are a trajectory event."""
    try:
        event = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=Members,
            parse_int=float,  # int rejects thousands of digits
            parse_constant=refuse if "nan" in MENDED else None,  # fault: NaN and Infinity are numbers
        )
        json.dumps(event, ensure_ascii=False).encode()  # half a surrogate pair cannot be encoded
    except (ValueError, RecursionError):
        return False
    if not isinstance(event, dict) or any(name not in event for name in REQUIRED):
        return False
    if "twice" in MENDED and event.twice & TYPES.keys():  # fault: the last of two duplicates counts
        return False
    for name, types in TYPES.items():
        if name not in event or (event[name] is None and "null" not in MENDED):  # fault: null counts as missing
            continue
        if not isinstance(event[name], types) or (name in NOT_EMPTY and event[name] == ""):
            return False
    return all(event[name] is not None for name in REQUIRED)

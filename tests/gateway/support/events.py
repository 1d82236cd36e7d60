# SPDX-License-Identifier: BSL-1.0
"""Events as producers write them. They are texts, so that stored events can be compared byte for
byte."""

import json


def key_of(session, seq, nonce="0a1b2c3d"):
    return f"{session}:{nonce}:{seq}"


def event(
    session,
    seq,
    kind,
    payload,
    span=None,
    parent=None,
    time="2026-06-12T12:34:56.000000Z",
    **more,
):
    """Returns an event of Promptetheus as an object."""
    out = {"type": kind, "session_id": session, "timestamp": time, "seq": seq}
    out.update(idempotency_key=key_of(session, seq), payload=payload)
    if span is not None:
        out.update(span_id=span, parent_id=parent)
    out.update(more)
    return out


def second(n):
    """Returns a timestamp that number of seconds after 12:34, at most 59.999999."""
    return f"2026-06-12T12:34:{n:09.6f}Z"


def start(session, seq, name, span, parent=None, **more):
    return event(
        session,
        seq,
        "state_change",
        {"name": "span_start", "span_name": name},
        span,
        parent,
        **more,
    )


def end(session, seq, name, span, duration_ms, parent=None, **more):
    payload = {"name": "span_end", "span_name": name, "duration_ms": duration_ms}
    return event(session, seq, "state_change", payload, span, parent, **more)


def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def body(texts):
    """Returns the body of a batch of events that are texts."""
    return ('{"events":[' + ",".join(texts) + "]}").encode()

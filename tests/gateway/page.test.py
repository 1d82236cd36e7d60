# SPDX-License-Identifier: BSL-1.0
"""Tests the page of the gateway in headless Chromium. It shows sessions, spans and the quarantine;
names cannot run as code; it works by keyboard, fits on a phone, and gives advice if the gateway
does not respond.

    python3 tests/gateway/page.test.py [-v] [CLASS[.TEST]...]

ASSAY_GATEWAY names the program. Screenshots go to ASSAY_SCREENSHOTS, by default a new folder, which
is named first.
"""

import os
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from browser import ENTER, TAB, Browser  # noqa: E402
from events import body, end, event, second, start, text  # noqa: E402
from gateway import Gateway  # noqa: E402

HOSTILE = "<img src=x onerror=alert(1)>"
SCREENSHOTS = os.environ.get("ASSAY_SCREENSHOTS") or tempfile.mkdtemp(
    prefix="gateway-page."
)
NO_NEWS = []  # the console output of a correct page


def trip():
    """Stores a session with nested spans, a gap at 4, an error, and an unfinished span."""
    big = {"tool_name": "flights", "arguments": {"n": 0, "none": None}}
    texts = [
        event("trip", 0, "state_change", {"name": "session_started"}, time=second(1)),
        start("trip", 1, "plan a trip", "span_1", time=second(1.1)),
        start("trip", 2, f"search {HOSTILE}", "span_2", "span_1", time=second(1.2)),
        event("trip", 3, "tool_call", big, "span_2", "span_1", time=second(1.5)),
        end("trip", 5, "search", "span_2", 754, "span_1", time=second(1.954)),
        event("trip", 6, "error", {"message": HOSTILE}, "span_1", time=second(2.5)),
        end("trip", 7, "plan a trip", "span_1", 2540, time=second(3.64)),
        start("trip", 8, "book", "span_3", time=second(3.7)),
        event("trip", 9, "llm_call", {"model": "m"}, "span_3", time=second(3.9)),
    ]
    return [text(e).replace('"n":0', '"n":12345678901234567890') for e in texts]


def open_trace(gateway, session, agent, goal):
    answer = gateway.post(
        "/api/traces", {"id": session, "agent": agent, "user_goal": goal}
    )
    assert answer.status == 201, answer


def push(gateway, session, texts):
    answer = gateway.post(
        f"/api/traces/{urllib.parse.quote(session, safe='')}/events", body(texts)
    )
    assert answer.status == 200, answer


def long_session(gateway, session, spans):
    """Stores spans of four events each."""
    texts = []
    for n in range(spans):
        seq, id, at = 4 * n, f"span_{n}", 50 * n / spans
        texts.append(start(session, seq, f"step {n}", id, time=second(at)))
        for i in (1, 2):
            texts.append(
                event(
                    session,
                    seq + i,
                    "tool_call",
                    {"tool_name": "t", "arguments": {}},
                    id,
                    time=second(at),
                )
            )
        texts.append(
            end(session, seq + 3, f"step {n}", id, 15, time=second(at + 0.015))
        )
    for first in range(0, len(texts), 1000):
        push(gateway, session, [text(e) for e in texts[first : first + 1000]])


def fill(gateway):
    """Stores sessions, some of them hostile, and sends invalid events."""
    for n in range(55):
        session = f"many_{n:02}"
        push(
            gateway,
            session,
            [text(event(session, 0, "metric", {"name": "m", "value": n}))],
        )
    open_trace(gateway, HOSTILE, HOSTILE, HOSTILE)
    push(
        gateway,
        HOSTILE,
        [text(event(HOSTILE, 0, "user_message", {"content": HOSTILE}))],
    )
    wrong = text(event("trip", 20, HOSTILE, {"bytes": "\\u0000 \u202e"}))
    push(
        gateway,
        "trip",
        [wrong, text(event("trip", 21, "metric", {"name": "m", "value": "one"}))],
    )
    open_trace(gateway, "trip", "travel agent", "Plan a trip to Lisbon")
    push(gateway, "trip", trip())


# Texts whose contrast with their background is too low: (text, ratio).
CONTRAST = """
const luminance = (c) => {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = c.map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const c = numbers(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c;
  }
  return [255, 255, 255];
};
const out = [];
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (!own || e.disabled || !e.checkVisibility()) continue;
  const [a, b] = [luminance(numbers(getComputedStyle(e).color)), luminance(ground(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) out.push([e.textContent.slice(0, 40), ratio]);
}
return out;
"""

# Elements that are inaccessible with a screen reader or without a mouse.
INACCESSIBLE = """
const out = [];
const say = (what, e) => out.push(`${what}: ${e.outerHTML.slice(0, 120)}`);
for (const e of document.querySelectorAll('a, button, summary')) {
  if (!(e.textContent.trim() || e.ariaLabel)) say('no name', e);
  if (e.tabIndex < 0) say('no way to it by keyboard', e);
}
for (const e of document.querySelectorAll('th')) if (!e.scope) say('no scope', e);
for (const e of document.querySelectorAll('table')) if (!e.caption) say('no caption', e);
for (const e of document.querySelectorAll('[aria-controls]'))
  if (!document.getElementById(e.getAttribute('aria-controls'))) say('controls nothing', e);
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
if (new Set(ids).size !== ids.length) out.push('an id is there twice');
if (document.querySelectorAll('h1').length !== 1) out.push('not one h1');
if (!document.documentElement.lang) out.push('no language');
return out;
"""

WIDER_THAN_THE_WINDOW = """
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
return [...document.querySelectorAll('main *')]
  .filter((e) => e.getBoundingClientRect().right > width + 1)
  .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
"""


class PageTest(unittest.TestCase):
    """Tests that share a gateway and a browser."""

    flags = ()
    look = {}

    @classmethod
    def setUpClass(cls):
        cls.gateway = cls.enterClassContext(Gateway(*cls.flags))
        cls.fill(cls.gateway)
        cls.browser = cls.enterClassContext(Browser(**cls.look))

    @classmethod
    def fill(cls, gateway):
        fill(gateway)

    def setUp(self):
        self.browser.complaints()

    def show(self, place, text):
        """Opens a view in a new page and waits for the text."""
        self.browser.open("about:blank")
        self.browser.open(self.gateway.url(f"/#/{place}", with_key=True))
        self.browser.wait_for_text(text)

    def assert_in_order(self):
        """Checks that no foreign code ran, that the policy blocked nothing, and that the page is
        accessible."""
        self.assertEqual(self.browser.complaints(), NO_NEWS)
        self.assertEqual(
            self.browser.run(
                "return document.querySelectorAll('main img, main script').length;"
            ),
            0,
        )
        self.assertEqual(self.browser.run(INACCESSIBLE), [])
        self.assertEqual(self.browser.run(CONTRAST), [])
        self.assertEqual(self.browser.run(WIDER_THAN_THE_WINDOW), [])

    def names(self):
        """Returns the shown spans: (depth, name)."""
        script = """return [...document.querySelectorAll('td.span')].map((e) =>
          [Number(e.style.getPropertyValue('--depth')), e.querySelector('.name').innerText]);"""
        return [tuple(pair) for pair in self.browser.run(script)]

    def bars(self):
        """Returns the positions and widths of the bars in percent."""
        script = """return [...document.querySelectorAll('.bar')].map((e) =>
          [e.style.left, e.style.width].map(parseFloat));"""
        return self.browser.run(script)


class OddNames(PageTest):
    """Sessions whose ids a browser treats as folders, or whose ids change the direction of text."""

    odd = ("..", ".", "a\u202eb\u0007c")

    @classmethod
    def fill(cls, gateway):
        for session in cls.odd:
            payload = {"name": f"of {session}", "value": 1}
            push(gateway, session, [text(event(session, 0, "metric", payload))])

    def test_they_are_listed_and_shown(self):
        for session, shown in zip(self.odd, ("..", ".", r"a\u202eb\u0007c")):
            self.show(
                f"sessions/{urllib.parse.quote(session, safe='')}", "Outside spans"
            )
            self.assertEqual(self.browser.text("h1"), shown)
            self.browser.click(".name")
            self.browser.click("summary")
            self.browser.wait_for_text('"value": 1', "pre")
            self.assertNotIn("\u202e", self.browser.text())
            self.assert_in_order()
        self.show("sessions", r"a\u202eb\u0007c")
        self.assertNotIn("\u202e", self.browser.text())


class Content(PageTest):
    def test_sessions_are_listed_the_newest_first(self):
        self.show("sessions", "Plan a trip to Lisbon")
        rows = [row.split("\t") for row in self.browser.texts("tbody tr")]
        self.assertEqual(len(rows), 50)
        first = rows[0]
        self.assertEqual(
            first[0:5],
            ["trip", "promptetheus", "travel agent", "Plan a trip to Lisbon", "9"],
        )
        self.assertEqual(first[8], "2")
        self.assertEqual(rows[1][0:4], [HOSTILE, "promptetheus", HOSTILE, HOSTILE])
        self.assert_in_order()

    def test_the_list_goes_on_on_the_next_page(self):
        self.show("sessions", "Next page")
        first = self.browser.texts("tbody a")
        self.browser.click("a[rel=next]")
        self.browser.wait_for_text("First page")
        second_part = self.browser.texts("tbody a")
        self.assertEqual(len(set(first + second_part)), 57)
        self.assert_in_order()
        self.browser.click(".paging a")
        self.browser.wait_for_text("Lisbon")
        self.assertEqual(self.browser.texts("tbody a"), first)

    def test_a_session_is_a_waterfall_of_its_spans(self):
        self.show("sessions", "Lisbon")
        self.browser.click("tbody a")
        self.browser.wait_for_text("plan a trip")
        self.assertEqual(
            self.names(),
            [
                (0, "Outside spans"),
                (0, "plan a trip"),
                (1, f"search {HOSTILE}"),
                (0, "book"),
            ],
        )
        shown = self.browser.text()
        for part in (
            "travel agent",
            "seq 4 did not arrive",
            "unfinished book",
            "2.54 s",
            "754 ms",
        ):
            self.assertIn(part, shown.replace("\n", " "))
        bars = self.bars()
        (outer, inner) = bars[1], bars[2]
        self.assertAlmostEqual(outer[0], 100 * 0.1 / 2.9, delta=0.1)
        self.assertAlmostEqual(outer[1], 100 * 2.54 / 2.9, delta=0.1)
        self.assertTrue(
            outer[0] <= inner[0] and inner[0] + inner[1] <= outer[0] + outer[1]
        )
        self.assert_in_order()

    def test_a_span_opens_by_keyboard_and_shows_its_events_as_they_came(self):
        self.show("sessions/trip", "plan a trip")
        self.assertIn(
            "travel agent", self.browser.text(".facts")
        )  # although the list was not read
        self.browser.run("document.querySelectorAll('.name')[1].focus();")
        self.browser.press(TAB, ENTER)
        self.browser.wait_for_text("tool_call")
        events = [
            line.split() for line in self.browser.texts(".events:not([hidden]) summary")
        ]
        self.assertEqual(
            [e[:2] for e in events],
            [["2", "state_change"], ["3", "tool_call"], ["5", "state_change"]],
        )
        self.assertIn(
            "seq 4 did not arrive", self.browser.text(".events:not([hidden])")
        )
        self.browser.press(TAB, TAB, ENTER)
        self.browser.wait_for_text("12345678901234567890", "pre")
        self.assertIn('"none": null', self.browser.text("pre"))
        self.assert_in_order()

    def test_bars_may_be_drawn_by_order(self):
        self.show("sessions/trip", "plan a trip")
        self.browser.click(".controls button", 1)
        self.browser.wait_for_text("seq 9")
        self.assertEqual(self.browser.texts("[aria-pressed=true]"), ["By order"])
        left = self.browser.run(
            "return parseFloat(document.querySelectorAll('.bar')[1].style.left);"
        )
        self.assertAlmostEqual(left, 100 / 9, delta=0.1)
        self.assert_in_order()

    def test_a_hostile_name_in_the_address_is_only_a_text(self):
        self.show(
            f"sessions/{urllib.parse.quote(HOSTILE, safe='')}", "Outside spans"
        )
        self.assertEqual(self.browser.text("h1"), HOSTILE)
        self.browser.click(".name")
        self.browser.click("summary")
        self.browser.wait_for_text(f'"content": "{HOSTILE}"', "pre")
        self.assert_in_order()

    def test_quarantine_tells_reasons_and_shows_bytes_as_text(self):
        self.show("quarantine", "/payload/value")
        self.assertIn("/type", self.browser.text())
        self.assertIn("trip", self.browser.text())
        entries = self.browser.texts("article")
        self.assertEqual(len(entries), 2)  # the newest first
        self.assertIn("/type", entries[1])
        self.browser.click("article:nth-of-type(2) [aria-expanded]")
        self.browser.wait_for_text(f'"type":"{HOSTILE}"', "pre")
        self.assertIn(r'"\\u0000 \u202e"', self.browser.text("pre"))
        self.assert_in_order()

    def test_what_is_tried_again_without_a_fix_stays(self):
        self.show("quarantine", "/payload/value")
        self.browser.click("article button")
        self.browser.wait_for_text("rejected again with status 422", "#news")
        self.assertEqual(len(self.browser.texts("article")), 2)
        self.assertEqual(
            self.browser.run("return document.activeElement.innerText;"), "Try again"
        )
        self.assert_in_order()

    def test_what_is_not_there_is_said(self):
        self.show("sessions/no_such_session", "does not have this")
        self.show("no_such_page", "This page does not exist")


class Large(PageTest):
    @classmethod
    def fill(cls, gateway):
        long_session(gateway, "long", 2500)
        texts = [
            event("flat", n, "metric", {"name": "m", "value": n}, time=second(n / 200))
            for n in range(10000)
        ]
        for first in range(0, len(texts), 1000):
            push(gateway, "flat", [text(e) for e in texts[first : first + 1000]])

    def elements(self):
        return self.browser.run("return document.querySelectorAll('*').length;")

    def test_a_session_of_10000_events_in_2500_spans_stays_usable(self):
        began = time.monotonic()
        self.show("sessions/long", "step 199")
        self.assertLess(time.monotonic() - began, 8)
        self.assertLess(self.elements(), 10000)
        self.assertEqual(len(self.names()), 200)
        self.browser.click(".waterfall-box > .more button")
        self.browser.wait_for_text("step 399")
        self.assertEqual(len(self.names()), 400)
        while "Load more" in self.browser.text(".controls"):
            self.browser.click(".part button")
            self.browser.wait_for(
                "a load",
                "return !document.getElementById('news').innerText.includes('…');",
            )
        self.assertIn("10,000 events are loaded", self.browser.text("#news"))
        self.assert_in_order()

    def test_a_span_of_10000_events_shows_them_a_part_at_a_time(self):
        self.show("sessions/flat", "Outside spans")
        self.browser.click(".name")
        self.browser.wait_for_text("9,950 events not shown")
        self.browser.click(".events .more button")
        self.browser.wait_for_text("9,900 events not shown")
        self.assertEqual(len(self.browser.texts(".event-list > li")), 100)
        self.assertLess(self.elements(), 3000)
        self.assert_in_order()


class Trouble(PageTest):
    """Each test leaves the gateway running at its port."""

    flags = ("--level", "strict")

    @classmethod
    def fill(cls, gateway):
        odd = event("trip", 0, "metric", {"name": "m", "value": 1}, time="yesterday")
        push(
            gateway,
            "trip",
            [text(odd), text(event("trip", 1, "metric", {"name": "m", "value": 1}))],
        )

    def test_what_is_tried_again_after_a_fix_is_stored(self):
        self.show("quarantine", "/timestamp")
        self.gateway.stop()
        self.gateway.flags = ("--level", "reference")
        self.gateway.start()
        self.browser.click("article button")
        self.browser.wait_for_text("no longer in quarantine", "#news")
        self.assertIn("The quarantine is empty", self.browser.text())
        stored = self.gateway.bodies("promptetheus", "trip")
        self.assertEqual(len(stored), 2)
        self.assertIn("yesterday", stored[0])
        self.assertEqual(self.browser.complaints(), NO_NEWS)

    def test_a_gateway_that_is_away_is_said_and_may_come_back(self):
        self.show("sessions", "trip")
        self.gateway.stop()
        self.browser.click("header nav a", 1)
        self.browser.wait_for_text("The gateway does not respond")
        self.assertIn("Check that it runs", self.browser.text())
        self.gateway.start()
        self.browser.click("main button")
        self.browser.wait_for_text("uarantine", "h1")

    def test_a_key_that_is_refused_is_said(self):
        # Chromium itself first asks for another key. The page shows the message if it gets none.
        self.show("sessions", "trip")
        self.browser.run(
            "window.fetch = async () => new Response('', { status: 401 });"
        )
        self.browser.click("header nav a", 1)
        self.browser.wait_for_text("requires a key")
        self.assertIn("any:KEY@", self.browser.text())


def node(
    id,
    name,
    seqs,
    children=(),
    parent=None,
    start_seq=None,
    end_seq=None,
    duration_ms=None,
):
    out = {
        "span_id": id,
        "parent_id": parent,
        "name": name,
        "start_seq": start_seq,
        "end_seq": end_seq,
    }
    return dict(out, duration_ms=duration_ms, event_seqs=seqs, children=list(children))


class Strange(PageTest):
    """Unusual timelines, which the test provides instead of the gateway."""

    @classmethod
    def fill(cls, gateway):
        pass

    def show_tree(self, tree, events, text_shown):
        """Shows a session with this tree, whose nodes may be texts, and with these events."""
        nodes = ",".join(n if isinstance(n, str) else text(n) for n in tree)
        timeline = f'{{"session_id":"strange","tree":[{nodes}]}}'
        answers = {
            "timeline": timeline,
            "events": text({"events": events, "next": None}),
            "sessions": '{"sessions":[],"next":null}',
        }
        self.show("sessions", "No sessions yet")
        self.browser.run(
            """const answers = arguments[0];
            window.fetch = async (url) => new Response(answers[url.pathname.split('/').pop()]);
            location.hash = '#/sessions/strange';""",
            answers,
        )
        self.browser.wait_for_text(text_shown, "main")

    def test_places_taken_twice_and_spans_without_start_or_parent_are_marked(self):
        twice = event("strange", 1, "metric", {"name": "m", "value": 1})
        tree = [
            node("a", "odd", [0, 1, 1], parent="gone", end_seq=0),
            node("b", None, [2], start_seq=2),
        ]
        events = [
            event("strange", 0, "metric", {}),
            twice,
            dict(twice, idempotency_key="other"),
            event("strange", 2, "metric", {}),
        ]
        self.show_tree(tree, events, "odd")
        rows = self.browser.texts("td.span")
        self.assertEqual(
            [row.split("\n")[0].strip() for row in rows],
            ["odd no start parent missing seq 1 twice", "b unfinished"],
        )
        self.assertIn("duplicates seq 1 received twice", self.browser.text(".irregular"))
        self.browser.click(".name")
        self.assertEqual(
            [s.split()[0] for s in self.browser.texts("summary")], ["0", "1", "1"]
        )
        self.assert_in_order()

    def test_without_times_bars_are_drawn_by_order_and_great_numbers_stay_exact(self):
        first, last = 12345678901234567890, 12345678901234567893
        events = [
            event("strange", seq, "metric", {}, time="yesterday")
            for seq in (first, last)
        ]
        self.show_tree(
            [node("a", "great", [first, last], start_seq=first, end_seq=last)],
            events,
            "great",
        )
        self.assertEqual(self.browser.texts("[aria-pressed=true]"), ["By order"])
        self.assertIn(
            f"seq 0 to {first - 1}, {first + 1} to {last - 1} did not arrive",
            self.browser.text(".irregular"),
        )
        self.browser.click(".name")
        self.assertEqual(
            [s.split()[0] for s in self.browser.texts("summary")],
            [str(first), str(last)],
        )
        self.assertIn(
            f"seq {first + 1} to {last - 1} did not arrive",
            self.browser.text(".event-list"),
        )
        self.assert_in_order()

    def test_spans_in_1000_spans_are_all_shown(self):
        tree = ""  # as text, because the JSON writer of Python recurses
        for n in reversed(range(1000)):
            tree = text(
                node(f"s{n}", f"level {n}", [n], start_seq=n, end_seq=n)
            ).replace('"children":[', f'"children":[{tree}')
        self.show_tree(
            [tree],
            [event("strange", n, "metric", {}) for n in range(1000)],
            "level 199",
        )
        self.assertEqual(self.names()[:22][-2:], [(20, "level 20"), (20, "level 21")])
        self.assertIn("(21) level 21", self.browser.text().replace("\n", " "))
        self.assert_in_order()


def post(gateway, path, value):
    answer = gateway.post(path, value)
    assert 200 <= answer.status < 300, answer


class Systems(PageTest):
    """Systems whose events have no numbers use those of the timeline."""

    flags = ("--honeyhive-dialect", "v0")

    @classmethod
    def fill(cls, gateway):
        for id, parent, begin, length in (("e1", "same", 0, 100), ("e2", "e1", 10, 50)):
            made = {
                "project": "p",
                "source": "s",
                "event_name": f"step {id}",
                "event_type": "tool",
            }
            made.update(
                event_id=id, session_id="same", parent_id=parent, config={}, inputs={}
            )
            at = 1781254800000 + begin
            made.update(duration=length, start_time=at, end_time=at + length)
            post(gateway, "/events", {"event": made})
        inner = {
            "name": "tool.called",
            "timestamp": "2026-06-12T09:01:00.5+00:00",
            "attributes": {},
        }
        span = {
            "span_id": "sp",
            "trace_id": "trace",
            "parent_span_id": None,
            "name": "think",
        }
        span.update(
            start_time="2026-06-12T09:01:00+00:00", end_time="2026-06-12T09:01:02+00:00"
        )
        span.update(duration_ms=2000.0, status="ok", status_message=None, attributes={})
        span.update(events=[inner], links=[])
        trace = {
            "trace_id": "trace",
            "name": "work",
            "start_time": "2026-06-12T09:01:00+00:00",
        }
        trace.update(end_time=None, duration_ms=None, status="ok", status_message=None)
        trace.update(
            span_count=1, error_count=0, attributes={}, spans=[span], events=[]
        )
        of = {"user_id": None, "session_id": None, "request_id": None}
        trace["metadata"] = {**of, "tags": {}, "custom_attributes": {}}
        trace.update(sdk={"name": "n", "version": "1"}, project="p", environment="test")
        post(gateway, "/v1/traces", {"traces": [trace], "timestamp": 1781254800.5})
        events = []
        for n in (2, 0, 1):
            made = {
                "event_type": f"user.step{n}",
                "session_id": "same",
                "event_id": f"t{n}",
            }
            made.update(timestamp=f"2026-06-12T12:34:5{n}+00:00", properties={})
            events.append(made)
        post(gateway, "/api/telemetry/events", {"events": events})

    def opened(self):
        """Returns the lines of the events of the open span."""
        return [
            line.split("\n")[0]
            for line in self.browser.texts(".events:not([hidden]) summary")
        ]

    def test_spans_of_honeyhive(self):
        self.show("sessions/same?system=honeyhive", "step e2")
        self.assertEqual(self.names(), [(0, "step e1"), (1, "step e2")])
        self.assertEqual(self.bars(), [[0, 100], [10, 50]])
        self.browser.click(".name", 1)
        self.assertEqual(
            self.opened(), ["1 step e2 09:00:00.010", "2 step e2 (end) 09:00:00.060"]
        )
        self.browser.click("summary")
        self.browser.wait_for_text('"parent_id": "e1"', "pre")
        self.assert_in_order()

    def test_spans_of_noveum_with_the_events_within_them(self):
        self.show("sessions", "noveum")
        self.browser.click("tbody tr:nth-of-type(2) a")
        self.browser.wait_for_text("think")
        self.assertIn((0, "think"), self.names())
        place = self.names().index((0, "think"))
        self.browser.click(".name", place)
        self.assertEqual(
            [line.split()[1] for line in self.opened()],
            ["think", "tool.called", "think"],
        )
        self.assert_in_order()

    def test_sessions_of_one_id_in_two_systems_are_told_apart(self):
        self.show("sessions/same?system=trajectory", "Outside spans")
        self.browser.click(".name")
        self.assertEqual(
            [line.split()[:2] for line in self.opened()],
            [["0", "user.step0"], ["1", "user.step1"], ["2", "user.step2"]],
        )
        self.assertEqual(self.browser.text(".facts dd"), "trajectory")
        self.assert_in_order()


class Empty(PageTest):
    @classmethod
    def fill(cls, gateway):
        pass

    def test_what_to_do_is_said_where_nothing_is_there_yet(self):
        self.show("sessions", "No sessions yet")
        self.assertIn("/api/traces/", self.browser.text())
        self.assert_in_order()
        self.show("quarantine", "The quarantine is empty")
        self.assert_in_order()


class Looks:
    """Every view at one size and in one color scheme."""

    name = ""

    def test_every_view(self):
        self.show("sessions", "Lisbon")
        self.keep("sessions")
        self.show("sessions/trip", "plan a trip")
        for n in (1, 2):
            self.browser.click(".name", n)
        self.browser.click("details summary", 4)
        self.browser.wait_for_text("12345678901234567890", "pre")
        self.keep("session")
        self.show("quarantine", "/payload/value")
        self.browser.click("article [aria-expanded]")
        self.browser.wait_for(
            "the bytes", "return document.querySelector('article pre');"
        )
        self.keep("quarantine")

    def keep(self, view):
        self.assert_in_order()
        self.browser.screenshot(os.path.join(SCREENSHOTS, f"{self.name}-{view}.png"))


class Desktop(Looks, PageTest):
    name = "desktop"


class DesktopDark(Looks, PageTest):
    name, look = "desktop-dark", {"is_dark": True}


class Phone(Looks, PageTest):
    name, look = "phone", {"width": 390, "height": 844, "is_phone": True}


class PhoneDark(Looks, PageTest):
    name, look = "phone-dark", {
        "width": 390,
        "height": 844,
        "is_phone": True,
        "is_dark": True,
    }


if __name__ == "__main__":
    print(f"Screenshots: {SCREENSHOTS}", file=sys.stderr)
    unittest.main()

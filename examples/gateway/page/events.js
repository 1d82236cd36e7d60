// SPDX-License-Identifier: BSL-1.0

// The events of a session, loaded in parts, and their names.

import { ask_text, trace_path } from './gateway.js';
import { read, texts_of } from './json.js';
import { time_of } from './times.js';

const request_size = 500; // events per request
export const first_events = 2000; // loaded before the waterfall is drawn, and on each click

const entry_of = (event, text) => ({
  event,
  text,
  time: time_of(event.timestamp ?? event.start_time),
});

/**
 * Returns the entries of an event. A trace gives one entry for itself, each of its spans and each
 * of their events.
 */
function parts_of(event, text) {
  if (!Array.isArray(event.spans)) return [{ ...entry_of(event, text), id: event.event_id }];
  const out = [entry_of(event, text)];
  const texts = texts_of(text, 'spans');
  event.spans.forEach((span, i) => {
    out.push({ ...entry_of(span, texts[i]), id: span.span_id });
    const inner = texts_of(texts[i], 'events');
    (span.events ?? []).forEach((e, n) =>
      out.push({ ...entry_of(e, inner[n]), parent: span.span_id }),
    );
  });
  return out;
}

/** The loaded events of a session by their places. */
export class event_store {
  by_seq = new Map();
  unplaced = []; // events of systems without event numbers
  size = 0;
  after = null;
  complete = false;
  first = Infinity;
  last = -Infinity;

  constructor(id, system) {
    this.id = id;
    this.system = system;
  }

  async load(most) {
    const end = this.size + most;
    while (!this.complete && this.size < end) {
      const asked = { system: this.system, limit: request_size, after: this.after };
      const body = await ask_text(trace_path(this.id, 'events', asked));
      const { next, events } = read(body);
      const texts = texts_of(body, 'events');
      events.forEach((event, i) => this.add(event, texts[i]));
      this.complete = next === null || next === undefined || next === '' || events.length === 0;
      this.after = next;
    }
  }

  add(event, text) {
    ++this.size;
    if (event.seq === undefined) this.unplaced.push(...parts_of(event, text));
    else this.put(event.seq, entry_of(event, text));
  }

  put(seq, entry) {
    if (entry.time !== null) {
      this.first = Math.min(this.first, entry.time);
      this.last = Math.max(this.last, entry.time);
    }
    if (!this.by_seq.has(String(seq))) this.by_seq.set(String(seq), []);
    this.by_seq.get(String(seq)).push(entry);
  }

  /** Gives events without numbers the numbers of the timeline, by their spans and times. */
  place(spans) {
    if (this.unplaced.length === 0) return;
    this.by_seq.clear();
    const ids = new Set(spans.map(({ node }) => node.span_id));
    const is_span = (entry) => entry.id !== undefined && ids.has(entry.id);
    const of_span = new Map(this.unplaced.filter(is_span).map((entry) => [entry.id, entry]));
    const others = this.unplaced.filter((entry) => !is_span(entry));
    others.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    for (const { node } of spans) this.place_span(node, of_span.get(node.span_id), others);
  }

  place_span(node, entry, others) {
    if (entry && node.start_seq !== null) this.put(node.start_seq, entry);
    if (entry && node.end_seq !== null) {
      const time = entry.time === null ? null : entry.time + (node.duration_ms ?? 0);
      this.put(node.end_seq, { ...entry, time, is_end: true });
    }
    const rest = node.event_seqs.filter((seq) => !this.by_seq.has(String(seq)));
    const inside = others.filter((other) => other.parent === (node.span_id ?? undefined));
    rest.forEach((seq, i) => inside[i] && this.put(seq, inside[i]));
  }

  at(seq) {
    return this.by_seq.get(String(seq)) ?? [];
  }
}

export const kind_of = (event) => {
  const type = String(event?.type ?? event?.event_type ?? '');
  if (/error/i.test(type) || event?.error) return 'error';
  if (/tool/i.test(type)) return 'tool';
  if (/message|llm|model/i.test(type)) return 'talk';
  return 'other';
};

export const type_of = (event) =>
  String(event.type ?? event.event_name ?? event.event_type ?? event.name ?? 'event');

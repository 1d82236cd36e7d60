// The events of a session: loaded a part at a time, and named.

import { ask_text, query } from './gateway.js';
import { read, texts_of } from './json.js';
import { time_of } from './times.js';

const request_size = 500; // events asked for at once
export const first_events = 2000; // loaded before the waterfall is drawn, and with each click

/** The events of a session that are loaded, by their place. */
export class event_store {
  by_seq = new Map();
  size = 0;
  after = null;
  complete = false;
  first = Infinity;
  last = -Infinity;

  constructor(id) {
    this.id = id;
  }

  async load(most) {
    const end = this.size + most;
    while (!this.complete && this.size < end) {
      const body = await ask_text(
        `/api/traces/${encodeURIComponent(this.id)}/events${query({ limit: request_size, after: this.after })}`,
      );
      const { next, events } = read(body);
      const texts = texts_of(body, 'events');
      events.forEach((event, i) => this.add(event, texts[i]));
      this.complete = next === null || next === undefined || next === '' || events.length === 0;
      this.after = next;
    }
  }

  add(event, text) {
    const seq = String(event.seq);
    const time = time_of(event.timestamp ?? event.start_time);
    if (time !== null) {
      this.first = Math.min(this.first, time);
      this.last = Math.max(this.last, time);
    }
    if (!this.by_seq.has(seq)) this.by_seq.set(seq, []);
    this.by_seq.get(seq).push({ seq, event, text, time });
    ++this.size;
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

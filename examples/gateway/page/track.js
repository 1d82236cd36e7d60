// SPDX-License-Identifier: BSL-1.0

// The horizontal positions of spans and events, and their bars.

import { make } from './document.js';
import { kind_of, type_of } from './events.js';
import { is_unfinished, range_text } from './spans.js';

const most_marks = 150; // events marked in one bar

/** The horizontal positions of spans and events as fractions, by time or by place. */
export class scale {
  constructor(events, spans, by_time) {
    this.events = events;
    this.by_time = by_time;
    const ends = spans
      .map(({ node }) => this.start_of(node) + (node.duration_ms ?? 0))
      .filter(Number.isFinite);
    const places = spans.flatMap(({ node }) => node.event_seqs).map(Number);
    this.first = by_time ? events.first : places.reduce((a, b) => Math.min(a, b), Infinity);
    this.last = by_time
      ? ends.reduce((a, b) => Math.max(a, b), events.last)
      : places.reduce((a, b) => Math.max(a, b), 0);
  }

  position_of(seq) {
    return this.by_time ? (this.events.at(seq)[0]?.time ?? NaN) : Number(seq);
  }

  start_of(node) {
    if (node.start_seq !== null) return this.position_of(node.start_seq);
    const known = node.event_seqs.map((seq) => this.position_of(seq)).filter(Number.isFinite);
    return known.reduce((a, b) => Math.min(a, b), Infinity);
  }

  end_of(node) {
    if (this.by_time && node.duration_ms !== null && node.start_seq !== null)
      return this.start_of(node) + node.duration_ms;
    const known = node.event_seqs.map((seq) => this.position_of(seq)).filter(Number.isFinite);
    return known.reduce((a, b) => Math.max(a, b), -Infinity);
  }

  fraction(position) {
    return this.last > this.first
      ? Math.min(1, Math.max(0, (position - this.first) / (this.last - this.first)))
      : 0;
  }
}

const percent = (fraction) => `${(fraction * 100).toFixed(3)}%`;

/** Returns at most that number of elements, evenly spread over the list. */
function sample(list, most) {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

/**
 * Makes the bar of a span with a mark for each event. Screen readers skip it and read the cells.
 */
export function make_track(axis, node, gaps) {
  const track = make('div', { class: 'track', 'aria-hidden': 'true' });
  const start = axis.start_of(node),
    end = axis.end_of(node);
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    track.append(make('span', { class: 'unknown' }, 'not loaded'));
    return track;
  }
  const from = axis.fraction(start),
    to = Math.max(axis.fraction(end), from);
  const bar = make('div', {
    class: `bar${node.span_id === null ? ' loose' : ''}${is_unfinished(node) ? ' unfinished' : ''}`,
  });
  bar.style.left = percent(from);
  bar.style.width = percent(to - from);
  track.append(bar);
  for (const seq of sample(node.event_seqs, most_marks)) {
    const position = axis.position_of(seq),
      entry = axis.events.at(seq)[0];
    if (!Number.isFinite(position)) continue;
    const mark = make('i', {
      class: `mark ${kind_of(entry?.event)}`,
      title: `${seq} ${entry ? type_of(entry.event) : ''}`,
    });
    mark.style.left = percent(axis.fraction(position));
    track.append(mark);
  }
  track.append(...gap_marks(axis, node, gaps));
  return track;
}

/** Makes a mark for each gap between the events of a node. */
function gap_marks(axis, node, gaps) {
  const seqs = node.event_seqs;
  if (seqs.length < 2) return [];
  const inside = gaps.filter((g) => g.first > BigInt(seqs[0]) && g.last < BigInt(seqs.at(-1)));
  return sample(inside, most_marks)
    .map((g) => {
      const at = (axis.position_of(g.first - 1n) + axis.position_of(g.last + 1n)) / 2;
      const mark = make('i', { class: 'gap', title: `missing: ${range_text(g)}` });
      mark.style.left = percent(axis.fraction(at));
      return Number.isFinite(at) ? mark : null;
    })
    .filter(Boolean);
}

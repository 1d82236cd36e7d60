// SPDX-License-Identifier: BSL-1.0

// The waterfall of the spans: one row for each span, with its events below it on demand.

import { button, count, make, make_growing, show_message } from './document.js';
import { first_events, kind_of, type_of } from './events.js';
import { guarded } from './gateway.js';
import { pretty } from './json.js';
import {
  flatten,
  irregularities_of,
  is_unfinished,
  most_named,
  name_of,
  range_text,
} from './spans.js';
import { format_duration, format_time } from './times.js';
import { make_track, scale } from './track.js';

const shown_spans = 200; // rows drawn; more on demand
const shown_events = 50; // of one span; more on demand

function badges_of(node, depth, repeated) {
  const seqs = new Set(node.event_seqs.map(String));
  const out = [];
  if (is_unfinished(node)) out.push(['odd', 'unfinished']);
  if (node.span_id !== null && node.start_seq === null) out.push(['odd', 'no start']);
  if (depth === 0 && node.parent_id !== null) out.push(['odd', 'parent missing']);
  for (const seq of repeated.filter((s) => seqs.has(String(s))).slice(0, most_named))
    out.push(['bad', `seq ${seq} twice`]);
  return out.flatMap(([kind, text]) => [make('span', { class: `badge ${kind}` }, text), ' ']);
}

/** Makes the legend of the marks in the bars. */
function legend() {
  const names = [
    ['talk', 'message or model'],
    ['tool', 'tool'],
    ['error', 'error'],
    ['other', 'other event'],
    ['gap', 'missing'],
  ];
  return make(
    'span',
    { class: 'legend', 'aria-hidden': 'true' },
    names.map(([kind, text]) =>
      make('span', {}, make('i', { class: kind === 'gap' ? 'gap' : `mark ${kind}` }), ` ${text}`),
    ),
  );
}

/** The waterfall: a row for each span, whose name opens its events below it. */
export class waterfall {
  constructor(id, tree, events) {
    this.events = events;
    this.spans = flatten(tree);
    events.place(this.spans);
    this.irregular = irregularities_of(this.spans);
    this.by_time = events.last > events.first;
    this.box = make('div', { class: 'waterfall-box', id: 'waterfall' });
    this.opened = new Set();
    this.draw();
  }

  draw() {
    const axis = new scale(this.events, this.spans, this.by_time);
    const body = make('tbody', { role: 'rowgroup' });
    const draw_span = (item, index) => this.draw_span(axis, item, index);
    const more = make_growing(body, this.spans, draw_span, shown_spans, 'span');
    const head = make(
      'tr',
      { role: 'row' },
      ['Span', 'Events', 'Duration'].map((h) =>
        make('th', { scope: 'col', role: 'columnheader' }, h),
      ),
      make('th', { scope: 'col', role: 'columnheader', class: 'axis' }, this.axis_text(axis)),
    );
    this.box.replaceChildren(
      this.controls(),
      make(
        'table',
        { role: 'table', class: 'waterfall' },
        make('caption', { class: 'unseen' }, 'Spans, each below its parent'),
        make('thead', { role: 'rowgroup' }, head),
        body,
      ),
      more,
    );
  }

  axis_text(axis) {
    const length = axis.last - axis.first;
    const label = (fraction) => {
      const at = make(
        'span',
        {},
        this.by_time
          ? fraction === 0
            ? '0'
            : format_duration(length * fraction)
          : `seq ${Math.round(axis.first + length * fraction)}`,
      );
      return at;
    };
    return make('div', { class: 'labels' }, length > 0 ? [0, 0.5, 1].map(label) : label(0));
  }

  controls() {
    const choose = (by_time, text) =>
      button(
        text,
        () => {
          this.by_time = by_time;
          this.draw();
        },
        {
          'aria-pressed': String(this.by_time === by_time),
          disabled: by_time && !(this.events.last > this.events.first),
        },
      );
    const rest = this.events.complete
      ? null
      : make(
          'span',
          { class: 'part' },
          `The first ${count(this.events.size, 'event')} are loaded. `,
          button('Load more events', () => this.load_more()),
        );
    return make(
      'div',
      { class: 'controls' },
      make(
        'span',
        { role: 'group', 'aria-label': 'Draw by' },
        choose(true, 'By time'),
        choose(false, 'By order'),
      ),
      rest,
      legend(),
    );
  }

  async load_more() {
    show_message('Loading events …');
    await guarded(async () => {
      await this.events.load(first_events);
      this.events.place(this.spans);
      this.draw();
      show_message(`${count(this.events.size, 'event')} are loaded.`);
    });
  }

  draw_span(axis, { node, depth }, index) {
    const events_row = make('tr', {
      role: 'row',
      class: 'events',
      hidden: true,
      id: `events-${index}`,
    });
    const opener = button(name_of(node), () => this.open(node, events_row, opener), {
      class: 'name',
      'aria-expanded': 'false',
      'aria-controls': events_row.id,
    });
    const cell = make(
      'td',
      { role: 'cell', class: 'span' },
      depth > 0 && make('span', { class: 'unseen' }, `Level ${depth + 1}: `),
      depth > 20 && make('span', { class: 'depth' }, `(${depth}) `),
      opener,
      ' ',
      badges_of(node, depth, this.irregular.repeated),
    );
    cell.style.setProperty('--depth', Math.min(depth, 20));
    const row = make(
      'tr',
      { role: 'row', class: 'row' },
      cell,
      make(
        'td',
        {
          role: 'cell',
          class: 'number',
          'data-label': node.event_seqs.length === 1 ? 'event' : 'events',
        },
        node.event_seqs.length.toLocaleString('en'),
      ),
      make('td', { role: 'cell', class: 'number' }, format_duration(node.duration_ms)),
      make('td', { role: 'cell', class: 'place' }, make_track(axis, node, this.irregular.gaps)),
    );
    if (this.opened.has(node)) queueMicrotask(() => this.open(node, events_row, opener));
    const rows = document.createDocumentFragment();
    rows.append(row, events_row);
    return rows;
  }

  open(node, row, opener) {
    const is_open = row.hidden;
    row.hidden = !is_open;
    opener.setAttribute('aria-expanded', String(is_open));
    if (!is_open) {
      this.opened.delete(node);
      return row.replaceChildren();
    }
    this.opened.add(node);
    row.replaceChildren(
      make('td', { role: 'cell', colspan: 4 }, event_list(this.events, node, this.irregular.gaps)),
    );
  }
}

/** Returns the events of a span in order, with the gaps between them. */
function event_list(events, node, gaps) {
  const list = make('ol', { class: 'event-list' });
  const after = new Map(gaps.map((g) => [String(g.first - 1n), g]));
  const seen = new Map(),
    last = node.event_seqs.at(-1);
  const items = node.event_seqs.flatMap((seq) => {
    const turn = seen.get(seq) ?? 0;
    seen.set(seq, turn + 1);
    const gap = seq !== last && turn === 0 ? after.get(String(seq)) : undefined;
    return [{ seq, entry: events.at(seq)[turn] }, ...(gap ? [{ gap }] : [])];
  });
  const more = make_growing(list, items, draw_event, shown_events, 'event');
  return make('div', {}, list, more);
}

function draw_event({ seq, entry, gap }) {
  if (gap) return make('li', { class: 'missing' }, `seq ${range_text(gap)} did not arrive`);
  if (!entry) return make('li', { class: 'missing' }, `${seq}: not loaded yet`);
  const details = make(
    'details',
    {},
    make(
      'summary',
      {},
      make('span', { class: 'seq' }, String(seq)),
      ' ',
      make(
        'span',
        { class: `type ${kind_of(entry.event)}` },
        type_of(entry.event) + (entry.is_end ? ' (end)' : ''),
      ),
      ' ',
      make(
        'span',
        { class: 'when' },
        entry.time === null ? '' : format_time(entry.time).slice(11, -4),
      ),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1)
      details.append(
        make(
          'pre',
          { tabindex: '0', 'aria-label': `Event ${seq} as JSON` },
          pretty(entry.text ?? ''),
        ),
      );
  });
  return make('li', {}, details);
}

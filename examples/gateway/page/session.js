// SPDX-License-Identifier: BSL-1.0

// One session: its data and its waterfall.

import { facts, make } from './document.js';
import { event_store, first_events } from './events.js';
import { ask_json, trace_path } from './gateway.js';
import { find_session, status_node } from './sessions.js';
import { irregular_list } from './spans.js';
import { time_node } from './times.js';
import { waterfall } from './waterfall.js';

/** Returns the data of a session from the list, or from its events if the list was not read. */
function session_facts(s, spans, events) {
  const total = spans.reduce((sum, { node }) => sum + node.event_seqs.length, 0);
  const end = [...events.by_seq.values()].flat().find(({ event }) => event.type === 'session_end');
  const own_time = (time, is_sure) => (Number.isFinite(time) && is_sure ? time_node(time) : null);
  return facts([
    ['System', s.system],
    ['Agent', s.agent],
    ['Goal', s.user_goal],
    ['Status', (s.status || end) && status_node(s.status ?? end.event.payload?.status)],
    ['Events', (s.events ?? total).toLocaleString('en')],
    ['First event', own_time(events.first, true)],
    ['Last event', own_time(events.last, events.complete)],
    ['Last arrival', s.last_time && time_node(s.last_time)],
    [
      'In quarantine',
      s.quarantined ? make('a', { href: '#/quarantine' }, String(s.quarantined)) : null,
    ],
  ]);
}

/** Returns the span tree of a session and its first events; empty if a known session has none. */
async function load_session(id, s) {
  const events = new event_store(id, s?.system);
  try {
    const [timeline] = await Promise.all([
      ask_json(trace_path(id, 'timeline', { system: s?.system })),
      events.load(first_events),
    ]);
    return { tree: timeline.tree, events };
  } catch (error) {
    if (error.status !== 404 || s === null) throw error;
    events.complete = true;
    return { tree: [], events };
  }
}

function no_spans() {
  return make(
    'div',
    { class: 'panel' },
    make('p', {}, 'No events are stored for this session yet.'),
    make(
      'p',
      {},
      'Rejected events are in ',
      make('a', { href: '#/quarantine' }, 'quarantine'),
      '.',
    ),
  );
}

export async function show_session(id, system) {
  const s = await find_session(id, system);
  const { tree, events } = await load_session(id, s);
  const falls = new waterfall(id, tree, events);
  return [
    make('p', { class: 'path' }, make('a', { href: '#/sessions' }, 'Sessions'), ' / '),
    make('h1', { class: 'id' }, id),
    session_facts(s ?? {}, falls.spans, events),
    irregular_list(falls.irregular),
    falls.spans.length === 0 ? no_spans() : falls.box,
  ];
}

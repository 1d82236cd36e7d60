// One session: what is known of it, and its waterfall.

import { facts, make } from './document.js';
import { event_store, first_events } from './events.js';
import { ask_json, query } from './gateway.js';
import { known, status_node } from './sessions.js';
import { irregular_list } from './spans.js';
import { time_node } from './times.js';
import { waterfall } from './waterfall.js';

/** What the list of sessions said of it, and what its events say where the list was not read. */
function session_facts(id, spans, events) {
  const s = known.get(id) ?? {};
  const total = spans.reduce((sum, { node }) => sum + node.event_seqs.length, 0);
  const end = [...events.by_seq.values()].flat().find(({ event }) => event.type === 'session_end');
  const own_time = (time, is_sure) => (Number.isFinite(time) && is_sure ? time_node(time) : null);
  return facts([
    ['System', s.system],
    ['Agent', s.agent],
    ['Goal', s.user_goal],
    ['Status', (s.status || end) && status_node(s.status ?? end.event.payload?.status)],
    ['Events', Math.max(total, s.events ?? 0).toLocaleString('en')],
    ['First event', own_time(events.first, true)],
    ['Last event', own_time(events.last, events.complete)],
    ['Last arrival', s.last_time && time_node(s.last_time)],
    [
      'In quarantine',
      s.quarantined ? make('a', { href: '#/quarantine' }, String(s.quarantined)) : null,
    ],
  ]);
}

/** The tree of a session's spans and its first events; an empty tree where a known session has none. */
async function load_session(id) {
  const events = new event_store(id);
  if (!known.has(id)) {
    // the address was opened without the list
    const { sessions } = await ask_json(`/api/sessions${query({ session_id: id, limit: 1 })}`);
    for (const s of sessions) if (s.session_id === id) known.set(id, s);
  }
  try {
    const [timeline] = await Promise.all([
      ask_json(`/api/traces/${encodeURIComponent(id)}/timeline`),
      events.load(first_events),
    ]);
    return { tree: timeline.tree, events };
  } catch (error) {
    if (error.status !== 404 || !known.has(id)) throw error;
    events.complete = true;
    return { tree: [], events };
  }
}

/** Why no spans are drawn. */
function no_spans(id) {
  const system = known.get(id)?.system ?? 'promptetheus';
  const reason =
    system === 'promptetheus'
      ? 'No events are stored for this session yet.'
      : `The events of this session are stored; the spans of ${system} are not drawn.`;
  return make(
    'div',
    { class: 'panel' },
    make('p', {}, reason),
    make(
      'p',
      {},
      'What was sent and rejected is in ',
      make('a', { href: '#/quarantine' }, 'quarantine'),
      '.',
    ),
  );
}

export async function show_session(id) {
  const { tree, events } = await load_session(id);
  const falls = new waterfall(id, tree, events);
  return [
    make('p', { class: 'path' }, make('a', { href: '#/sessions' }, 'Sessions'), ' / '),
    make('h1', { class: 'id' }, id),
    session_facts(id, falls.spans, events),
    irregular_list(falls.irregular),
    falls.spans.length === 0 ? no_spans(id) : falls.box,
  ];
}

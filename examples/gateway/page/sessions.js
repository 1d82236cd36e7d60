// The list of sessions.

import { make, make_table } from './document.js';
import { ask_json, query } from './gateway.js';
import { time_node } from './times.js';

const page_size = 50; // sessions

export const known = new Map(); // sessions that a list has named, by id
export const address_of = (id) => `#/sessions/${encodeURIComponent(id)}`;

function session_row(s) {
  known.set(s.session_id, s);
  const held = s.quarantined ? make('span', { class: 'badge bad' }, String(s.quarantined)) : '0';
  return [
    make('a', { href: address_of(s.session_id), class: 'id' }, s.session_id),
    s.system ?? '–',
    s.agent || '–',
    s.user_goal || '–',
    Number(s.events ?? 0).toLocaleString('en'),
    time_node(s.first_time),
    time_node(s.last_time),
    status_node(s.status),
    held,
  ];
}

export function status_node(status) {
  if (!status) return '–';
  const kind = /fail|error|abort/i.test(status)
    ? 'bad'
    : /complete|success|ok|stored|passed/i.test(status)
      ? 'good'
      : 'odd';
  return make('span', { class: `badge ${kind}` }, String(status));
}

export async function show_sessions({ after }) {
  const { sessions, next } = await ask_json(`/api/sessions${query({ limit: page_size, after })}`);
  const empty = make(
    'div',
    { class: 'panel' },
    make('p', {}, 'No sessions yet.'),
    make(
      'p',
      {},
      'Send the gateway some events, for example to ',
      make('code', {}, `POST ${location.origin}/api/traces/SESSION/events`),
      ', then load this page again.',
    ),
  );
  return [
    make('h1', {}, 'Sessions'),
    sessions.length === 0 && !after
      ? empty
      : make_table(
          'Sessions',
          [
            'Session',
            'System',
            'Agent',
            'Goal',
            'Events',
            'First arrival',
            'Last arrival',
            'Status',
            'In quarantine',
          ],
          sessions.map(session_row),
        ),
    paging('sessions', { after: next }, after),
  ];
}

/** Links to the next page and the first; the one before is what the browser goes back to. */
export function paging(page, next, is_later) {
  const [[name, value]] = Object.entries(next);
  const more = value !== null && value !== undefined && value !== '';
  if (!more && !is_later) return null;
  return make(
    'nav',
    { class: 'paging', 'aria-label': 'Parts of the list' },
    is_later && make('a', { href: `#/${page}` }, 'First page'),
    more && make('a', { href: `#/${page}${query({ [name]: value })}`, rel: 'next' }, 'Next page'),
  );
}

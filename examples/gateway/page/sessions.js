// SPDX-License-Identifier: BSL-1.0

// The list of sessions.

import { make, make_table } from './document.js';
import { ask_json, query } from './gateway.js';
import { time_node } from './times.js';

const page_size = 50; // sessions

const known = []; // sessions that a list has shown, newest first

export const address_of = (id, system) =>
  `#/sessions/${encodeURIComponent(id)}${query({ system })}`;

function remember(s) {
  const is_same = (other) => other.session_id === s.session_id && other.system === s.system;
  const at = known.findIndex(is_same);
  if (at >= 0) known.splice(at, 1);
  known.unshift(s);
  known.length = Math.min(known.length, 1000);
}

/** Returns the list entry of a session, of the system or of any. Requests it if it was not read. */
export async function find_session(id, system) {
  const is_it = (s) => s.session_id === id && (!system || s.system === system);
  if (!known.some(is_it)) {
    const { sessions } = await ask_json(`/api/sessions${query({ session_id: id })}`);
    sessions.reverse().forEach(remember);
  }
  return known.find(is_it) ?? null;
}

function session_row(s) {
  remember(s);
  const held = s.quarantined ? make('span', { class: 'badge bad' }, String(s.quarantined)) : '0';
  return [
    make('a', { href: address_of(s.session_id, s.system), class: 'id' }, s.session_id),
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
      'Send events to the gateway, for example to ',
      make('code', {}, `POST ${location.origin}/api/traces/SESSION/events`),
      ', then reload this page.',
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

/** Makes links to the next and the first page. The browser goes back to the previous page. */
export function paging(page, next, is_later) {
  const [[name, value]] = Object.entries(next);
  const more = value !== null && value !== undefined && value !== '';
  if (!more && !is_later) return null;
  return make(
    'nav',
    { class: 'paging', 'aria-label': 'Pages of the list' },
    is_later && make('a', { href: `#/${page}` }, 'First page'),
    more && make('a', { href: `#/${page}${query({ [name]: value })}`, rel: 'next' }, 'Next page'),
  );
}

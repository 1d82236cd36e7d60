// SPDX-License-Identifier: BSL-1.0

// Rejected events, their reasons, and retries.

import { button, count, facts, make, make_table, show_message, view } from './document.js';
import { ask, ask_json, ask_text, guarded, query } from './gateway.js';
import { read } from './json.js';
import { address_of, paging } from './sessions.js';
import { time_node } from './times.js';

const page_size = 25; // entries
const shown_bytes = 20000; // of a body; more on demand

/**
 * Returns bytes as text. Bytes that are not UTF-8 and invisible characters become \xNN or \uNNNN.
 */
function spell(bytes) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    text = Array.from(bytes, (b) =>
      b < 0x80 ? String.fromCharCode(b) : `\\x${b.toString(16).padStart(2, '0')}`,
    ).join('');
  }
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => {
      const code = c.charCodeAt(0);
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
    },
  );
}

async function show_bytes(entry, place) {
  const response = await ask(`/api/quarantine/${encodeURIComponent(entry.id)}/body`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const draw = (n) =>
    place.replaceChildren(
      make(
        'pre',
        { tabindex: '0', 'aria-label': 'The original bytes' },
        spell(bytes.subarray(0, n)),
      ),
      n < bytes.length
        ? make(
            'p',
            { class: 'more' },
            button('Show all', () => draw(bytes.length)),
            ` ${count(bytes.length - n, 'byte')} not shown`,
          )
        : '',
    );
  draw(shown_bytes);
}

function reasons_of(entry) {
  if (!entry.violations || entry.violations.length === 0)
    return make('p', {}, 'No reason was stored.');
  return make_table(
    'Reasons',
    ['Place', 'Code', 'Reason'],
    entry.violations.map((v) => [
      make('code', {}, v.pointer === '' || v.pointer === undefined ? '(whole body)' : v.pointer),
      make('code', {}, v.code),
      v.message,
    ]),
  );
}

/** Returns the result of a retry in words. */
function outcome_of({ accepted, status, answer }) {
  if (accepted) return 'The retry was accepted. The entry is stored and no longer in quarantine.';
  const reason = answer?.rejected?.[0]?.reason ?? answer?.detail;
  const why = typeof reason === 'string' ? `: ${reason}` : '.';
  return `The retry was rejected again with status ${status}${why}`;
}

/** `show_again` refreshes the view. */
async function retry(entry, show_again) {
  show_message('Retrying …');
  await guarded(async () => {
    const text = await ask_text(`/api/quarantine/${encodeURIComponent(entry.id)}/retry`, {
      method: 'POST',
    });
    await show_again();
    show_message(outcome_of(read(text)));
    (document.getElementById(`retry-${entry.id}`) ?? view()).focus();
  });
}

function quarantine_entry(entry, show_again) {
  const place = make('div', { class: 'bytes' });
  const bytes = count(Number(entry.bytes ?? 0), 'byte');
  const shower = button(
    `Show the ${bytes}`,
    () =>
      guarded(async () => {
        const is_open = shower.getAttribute('aria-expanded') === 'true';
        if (is_open) place.replaceChildren();
        else await show_bytes(entry, place);
        shower.setAttribute('aria-expanded', String(!is_open));
        shower.textContent = `${is_open ? 'Show' : 'Hide'} the ${bytes}`;
      }),
    { 'aria-expanded': 'false' },
  );
  const title = make(
    'h2',
    { id: `entry-${entry.id}` },
    `No. ${entry.id} `,
    make('span', { class: 'badge odd' }, `status ${entry.status}`),
  );
  return make(
    'article',
    { class: 'panel', 'aria-labelledby': title.id },
    title,
    facts([
      ['Time', time_node(entry.time)],
      [
        'Repeated',
        entry.repeats > 0 && [`${count(entry.repeats, 'time')}, last `, time_node(entry.last_time)],
      ],
      ['System', entry.system],
      [
        'Session',
        entry.session_id
          ? make(
              'a',
              { class: 'id', href: address_of(entry.session_id, entry.system) },
              entry.session_id,
            )
          : null,
      ],
      ['Source', entry.source],
    ]),
    reasons_of(entry),
    make(
      'p',
      { class: 'buttons' },
      button('Try again', () => retry(entry, show_again), { id: `retry-${entry.id}` }),
      ' ',
      shower,
    ),
    place,
  );
}

export async function show_quarantine({ before }, show_again) {
  const { quarantine, next } = await ask_json(
    `/api/quarantine${query({ limit: page_size, before })}`,
  );
  const empty = make(
    'div',
    { class: 'panel' },
    make('p', {}, 'The quarantine is empty.'),
    make('p', {}, 'The gateway keeps rejected events here, with the reasons.'),
  );
  return [
    make('h1', {}, 'Quarantine'),
    quarantine.length === 0 && !before
      ? empty
      : quarantine.map((entry) => quarantine_entry(entry, show_again)),
    paging('quarantine', { before: next }, before),
  ];
}

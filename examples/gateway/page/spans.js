// SPDX-License-Identifier: BSL-1.0

// The spans of a session's timeline and their irregularities.

import { count, make } from './document.js';

export const most_named = 8; // irregularities of a kind that are listed

/** Returns the nodes of a tree with their depths, parents first; without recursion. */
export function flatten(tree) {
  const out = [],
    rest = tree.map((node) => ({ node, depth: 0 })).reverse();
  while (rest.length !== 0) {
    const item = rest.pop();
    out.push(item);
    for (let i = item.node.children.length; i-- > 0;)
      rest.push({ node: item.node.children[i], depth: item.depth + 1 });
  }
  return out;
}

/** Returns the irregularities of a session: missing ranges, duplicate places, unfinished spans. */
export function irregularities_of(spans) {
  const places = spans
    .flatMap(({ node }) => node.event_seqs)
    .map(BigInt)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const gaps = [],
    repeated = [];
  let next = 0n;
  for (const seq of places) {
    if (seq > next) gaps.push({ first: next, last: seq - 1n });
    if (seq < next && repeated.at(-1) !== seq) repeated.push(seq);
    if (seq >= next) next = seq + 1n;
  }
  return {
    gaps,
    repeated,
    unfinished: spans.filter(({ node }) => node.start_seq !== null && node.end_seq === null),
  };
}

export const range_text = ({ first, last }) =>
  first === last ? `${first}` : `${first} to ${last}`;

function first_of(list, text) {
  const named = list.slice(0, most_named).map(text).join(', ');
  return list.length > most_named
    ? `${named}, and ${count(list.length - most_named, 'more', 'more')}`
    : named;
}

export function irregular_list({ gaps, repeated, unfinished }) {
  const items = [
    gaps.length && [
      make('span', { class: 'badge odd' }, 'gaps'),
      ` seq ${first_of(gaps, range_text)} did not arrive`,
    ],
    repeated.length && [
      make('span', { class: 'badge bad' }, 'duplicates'),
      ` seq ${first_of(repeated, String)} received twice`,
    ],
    unfinished.length && [
      make('span', { class: 'badge odd' }, 'unfinished'),
      ` ${first_of(unfinished, ({ node }) => node.name ?? node.span_id)}`,
    ],
  ].filter(Boolean);
  return items.length === 0
    ? null
    : make(
        'ul',
        { class: 'irregular', 'aria-label': 'Irregularities' },
        items.map((item) => make('li', {}, item)),
      );
}

export const is_unfinished = (node) => node.start_seq !== null && node.end_seq === null;

export const name_of = (node) =>
  node.span_id === null ? 'Outside spans' : node.name || node.span_id;

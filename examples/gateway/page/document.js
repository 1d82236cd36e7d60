// SPDX-License-Identifier: BSL-1.0

// Building blocks of the views. Data from the gateway always becomes text, never HTML.

// Invisible characters and characters that change the direction of the text: control characters
// except line breaks and tabs, and direction marks.
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Returns the text with these characters as escapes. */
export const visible = (text) =>
  String(text).replace(unseen, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const as_child = (c) => (c instanceof Node ? c : visible(c));

/** Makes an element; children that are not nodes become text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') element.addEventListener('click', value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : name === 'title' ? visible(value) : value);
  }
  element.append(
    ...children
      .flat()
      .filter((c) => c !== null && c !== undefined && c !== false)
      .map(as_child),
  );
  return element;
}

export const button = (text, onclick, attributes = {}) =>
  make('button', { type: 'button', ...attributes, onclick }, text);
export const count = (n, one, many = `${one}s`) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
export const view = () => document.getElementById('view');
export const show_message = (text) => {
  document.getElementById('news').textContent = visible(text);
};

// Columns whose cells are not wrapped.
const short_columns = new Set(['System', 'Events', 'Status', 'In quarantine']);

/** Makes a table whose rows become cards on a narrow screen, with the headings before the cells. */
export function make_table(caption, headings, rows) {
  const column = (i) => (short_columns.has(headings[i]) ? 'short' : null);
  const head = make(
    'tr',
    { role: 'row' },
    headings.map((h, i) => make('th', { scope: 'col', role: 'columnheader', class: column(i) }, h)),
  );
  const body = rows.map((cells) =>
    make(
      'tr',
      { role: 'row' },
      cells.map((cell, i) =>
        make('td', { role: 'cell', 'data-label': headings[i], class: column(i) }, cell),
      ),
    ),
  );
  return make(
    'table',
    { role: 'table', class: 'cards' },
    make('caption', { class: 'unseen' }, caption),
    make('thead', { role: 'rowgroup' }, head),
    make('tbody', { role: 'rowgroup' }, body),
  );
}

/** Shows a list in parts; `draw(item, index)` returns a node. */
export function make_growing(list, items, draw, step, noun) {
  const more = make('p', { class: 'more' });
  let shown = 0;
  const grow = () => {
    const first = shown;
    shown = Math.min(items.length, shown + step);
    list.append(...items.slice(first, shown).map((item, i) => draw(item, first + i)));
    const left = items.length - shown;
    more.replaceChildren(
      ...(left === 0
        ? []
        : [button(`Show ${Math.min(step, left)} more`, grow), ` ${count(left, noun)} not shown`]),
    );
  };
  grow();
  return more;
}

export function facts(pairs) {
  return make(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => Boolean(value))
      .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))),
  );
}

// The page of the gateway: sessions, the waterfall of their spans, and what is in quarantine.
//
// Whatever comes from the gateway goes into the page as text (`textContent`), never as HTML.
'use strict';

const limits = {
  sessions: 50, // on one page
  quarantine: 25, // on one page
  request: 500, // events asked for at once
  events: 2000, // loaded before the waterfall is drawn; more on demand
  spans: 200, // rows drawn; more on demand
  shown_events: 50, // of one span; more on demand
  marks: 150, // events marked in one bar
  irregular: 8, // gaps or the like that are named
  bytes: 20000, // of a body in quarantine that are shown; more on demand
};

// ---- The document

/** Makes an element; children that are no nodes become text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') element.addEventListener('click', value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const button = (text, onclick, attributes = {}) =>
  make('button', { type: 'button', ...attributes, onclick }, text);
const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
const view = () => document.getElementById('view');
const tell = (text) => {
  document.getElementById('news').textContent = text;
};

const short_columns = new Set(['System', 'Events', 'Status', 'In quarantine']); // whose cells are not broken

/** A table whose rows become cards on a narrow screen; there the headings stand before the cells. */
function make_table(caption, headings, rows) {
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

/** Shows a list a part at a time: `draw(item, index)` gives a node. */
function make_growing(list, items, draw, step, noun) {
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

// ---- JSON whose numbers and spelling stay as they are

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** Reads JSON; an integer that a JavaScript number cannot hold becomes a string of its digits. */
function read(text) {
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/gs, (all) =>
      /^-?\d{16,}$/.test(all) && !Number.isSafeInteger(Number(all)) ? `"${all}"` : all,
    ),
  );
}

/** The texts of the elements of the array that is the body's member of that name. */
function texts_of(body, member) {
  const out = [];
  let depth = 0,
    name = null,
    inside = false,
    start = -1,
    last = null;
  for (const { 0: t, index } of body.matchAll(token)) {
    if (inside && depth === 2 && (t === ',' || t === ']')) {
      if (start >= 0) out.push(body.slice(start, index).trim());
      start = -1;
      if (t === ']') return out;
    } else if (inside && start < 0) start = index;
    if (depth === 1 && t === ':') name = last;
    if (t === '[' && depth === 1 && name === JSON.stringify(member)) inside = true;
    if (t === '{' || t === '[') ++depth;
    else if (t === '}' || t === ']') --depth;
    last = t;
  }
  return out;
}

/** The JSON text with line breaks and indentation; its tokens are as they were. */
function pretty(text) {
  let out = '',
    depth = 0,
    last = '';
  const line = () => `\n${'  '.repeat(Math.min(depth, 40))}`;
  for (const [t] of text.matchAll(token)) {
    if (t === '}' || t === ']') {
      --depth;
      if (last !== '{' && last !== '[') out += line();
    } else if (last === '{' || last === '[' || last === ',') out += line();
    out += t === ':' ? ': ' : t;
    if (t === '{' || t === '[') ++depth;
    last = t;
  }
  return out;
}

// ---- The gateway

/** What went wrong, and what to do about it. */
class trouble extends Error {
  constructor(message, advice, status = 0) {
    super(message);
    this.advice = advice;
    this.status = status;
  }
}

let leaving = new AbortController(); // aborts what the view that is left has asked for

/** Asks the gateway; the address has no key in it, the browser sends the one it was given. */
async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(new URL(path, location.origin), { signal: leaving.signal, ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new trouble(
      'The gateway does not answer.',
      'See that it runs and can be reached, then try again.',
    );
  }
  if (response.ok) return response;
  if (response.status === 401)
    throw new trouble(
      'The gateway asks for a key.',
      `Open this page as http://any:KEY@${location.host}/, KEY being one that the gateway was started with.`,
    );
  if (response.status === 404)
    throw new trouble('The gateway does not know this.', 'It may have been removed.', 404);
  throw new trouble(
    `The gateway answered with status ${response.status}.`,
    response.status === 429
      ? 'It takes no more requests for now. Wait a little, then try again.'
      : 'Its log says why: it is written to the standard error stream.',
  );
}

const ask_text = async (path, options) => (await ask(path, options)).text();
const ask_json = async (path, options) => read(await ask_text(path, options));

function query(members) {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(members))
    if (value !== null && value !== undefined) out.set(name, value);
  return `?${out}`;
}

// ---- Times

/** Milliseconds since 1970 with their fraction, of a text or a number; null where it is no time. */
function time_of(value) {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const finer = /\.\d{3}(\d+)/.exec(value); // what Date leaves out
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time + (finer ? Number(`0.${finer[1]}`) : 0);
}

function format_time(value) {
  const time = time_of(value);
  if (time === null || Math.abs(time) > 8e15)
    return value === null || value === undefined ? '–' : String(value);
  return new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

function time_node(value) {
  const text = format_time(value);
  return text.endsWith(' UTC')
    ? make('time', { datetime: text.slice(0, -4).replace(' ', 'T') + 'Z' }, text)
    : text;
}

function format_duration(ms) {
  if (ms === null) return '–';
  if (ms < 1 && ms > 0) return `${(ms * 1000).toFixed(0)} µs`;
  if (ms < 1000) return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(2)} s`;
  const minutes = Math.floor(ms / 60000);
  return minutes < 60
    ? `${minutes} min ${Math.floor((ms % 60000) / 1000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// ---- Sessions

const known = new Map(); // sessions that a list has named, by id
const address_of = (id) => `#/sessions/${encodeURIComponent(id)}`;

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

function status_node(status) {
  if (!status) return '–';
  const kind = /fail|error|abort/i.test(status)
    ? 'bad'
    : /complete|success|ok|stored|passed/i.test(status)
      ? 'good'
      : 'odd';
  return make('span', { class: `badge ${kind}` }, String(status));
}

async function show_sessions({ after }) {
  const { sessions, next } = await ask_json(
    `/api/sessions${query({ limit: limits.sessions, after })}`,
  );
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
function paging(page, next, is_later) {
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

// ---- One session

/** The events of a session that are loaded, by their place. */
class event_store {
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
        `/api/traces/${encodeURIComponent(this.id)}/events${query({ limit: limits.request, after: this.after })}`,
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

/** The nodes of a tree with their depths, each after the one around it; no recursion. */
function flatten(tree) {
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

/** What is irregular with the places of the events: ranges that are missing, and places taken twice. */
function irregularities_of(spans) {
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

const range_text = ({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`);

function first_of(list, text) {
  const named = list.slice(0, limits.irregular).map(text).join(', ');
  return list.length > limits.irregular
    ? `${named}, and ${count(list.length - limits.irregular, 'more', 'more')}`
    : named;
}

function irregular_list({ gaps, repeated, unfinished }) {
  const items = [
    gaps.length && [
      make('span', { class: 'badge odd' }, 'gaps'),
      ` seq ${first_of(gaps, range_text)} did not arrive`,
    ],
    repeated.length && [
      make('span', { class: 'badge bad' }, 'duplicates'),
      ` seq ${first_of(repeated, String)} taken twice`,
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

/** Where spans and events are from left to right, as fractions: over time, or by their places. */
class scale {
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

const kind_of = (event) => {
  const type = String(event?.type ?? event?.event_type ?? '');
  if (/error/i.test(type) || event?.error) return 'error';
  if (/tool/i.test(type)) return 'tool';
  if (/message|llm|model/i.test(type)) return 'talk';
  return 'other';
};

const type_of = (event) =>
  String(event.type ?? event.event_name ?? event.event_type ?? event.name ?? 'event');

/** At most so many of the list, evenly over it. */
function sample(list, most) {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

/** The bar of a span with a mark for each event, hidden from those who hear the page: the cells say the same. */
function make_track(axis, node, gaps) {
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
  for (const seq of sample(node.event_seqs, limits.marks)) {
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

/** A mark for each gap between the events of a node. */
function gap_marks(axis, node, gaps) {
  const seqs = node.event_seqs;
  if (seqs.length < 2) return [];
  const inside = gaps.filter((g) => g.first > BigInt(seqs[0]) && g.last < BigInt(seqs.at(-1)));
  return sample(inside, limits.marks)
    .map((g) => {
      const at = (axis.position_of(g.first - 1n) + axis.position_of(g.last + 1n)) / 2;
      const mark = make('i', { class: 'gap', title: `missing: ${range_text(g)}` });
      mark.style.left = percent(axis.fraction(at));
      return Number.isFinite(at) ? mark : null;
    })
    .filter(Boolean);
}

const is_unfinished = (node) => node.start_seq !== null && node.end_seq === null;

function badges_of(node, depth, repeated) {
  const seqs = new Set(node.event_seqs.map(String));
  const out = [];
  if (is_unfinished(node)) out.push(['odd', 'unfinished']);
  if (node.span_id !== null && node.start_seq === null) out.push(['odd', 'no start']);
  if (depth === 0 && node.parent_id !== null) out.push(['odd', 'its parent is not there']);
  for (const seq of repeated.filter((s) => seqs.has(String(s))).slice(0, limits.irregular))
    out.push(['bad', `seq ${seq} twice`]);
  return out.flatMap(([kind, text]) => [make('span', { class: `badge ${kind}` }, text), ' ']);
}

const name_of = (node) => (node.span_id === null ? 'Outside of spans' : node.name || node.span_id);

/** What the marks in the bars stand for. */
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

/** The waterfall: a row for each span; its name opens the events below it. */
class waterfall {
  constructor(id, tree, events) {
    this.events = events;
    this.spans = flatten(tree);
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
    const more = make_growing(body, this.spans, draw_span, limits.spans, 'span');
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
        make('caption', { class: 'unseen' }, 'Spans, each below the one around it'),
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
    tell('Loading events …');
    await guarded(async () => {
      await this.events.load(limits.events);
      this.draw();
      tell(`${count(this.events.size, 'event')} are loaded.`);
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

/** The events of a span in order, what is missing between them included. */
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
  const more = make_growing(list, items, draw_event, limits.shown_events, 'event');
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
      make('span', { class: `type ${kind_of(entry.event)}` }, type_of(entry.event)),
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

function facts(pairs) {
  return make(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => Boolean(value))
      .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))),
  );
}

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
      events.load(limits.events),
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

async function show_session(id) {
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

// ---- Quarantine

/** Bytes as text: what is no UTF-8 and what steers a terminal is spelt \xNN, so that nothing is hidden. */
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
        { tabindex: '0', 'aria-label': 'The bytes as they came' },
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
  draw(limits.bytes);
}

function reasons_of(entry) {
  if (!entry.violations || entry.violations.length === 0)
    return make('p', {}, 'No reason is kept.');
  return make_table(
    'Reasons',
    ['Place', 'Code', 'Reason'],
    entry.violations.map((v) => [
      make('code', {}, v.pointer === '' || v.pointer === undefined ? '(the whole)' : v.pointer),
      make('code', {}, v.code),
      v.message,
    ]),
  );
}

/** What the gateway said to another try, in words. */
function outcome_of({ accepted, status, answer }) {
  if (accepted) return 'Tried again, and stored: it is no longer in quarantine.';
  const reason = answer?.rejected?.[0]?.reason ?? answer?.detail;
  return `Tried again, and rejected again with status ${status}${typeof reason === 'string' ? `: ${reason}` : '.'}`;
}

async function retry(entry) {
  tell('Trying again …');
  await guarded(async () => {
    const text = await ask_text(`/api/quarantine/${encodeURIComponent(entry.id)}/retry`, {
      method: 'POST',
    });
    await show();
    tell(outcome_of(read(text)));
    (document.getElementById(`retry-${entry.id}`) ?? view()).focus();
  });
}

function quarantine_entry(entry) {
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
        'Came again',
        entry.repeats > 0 && [`${count(entry.repeats, 'time')}, last `, time_node(entry.last_time)],
      ],
      ['System', entry.system],
      [
        'Session',
        entry.session_id
          ? make('a', { class: 'id', href: address_of(entry.session_id) }, entry.session_id)
          : null,
      ],
      ['Source', entry.source],
    ]),
    reasons_of(entry),
    make(
      'p',
      { class: 'buttons' },
      button('Try again', () => retry(entry), { id: `retry-${entry.id}` }),
      ' ',
      shower,
    ),
    place,
  );
}

async function show_quarantine({ before }) {
  const { quarantine, next } = await ask_json(
    `/api/quarantine${query({ limit: limits.quarantine, before })}`,
  );
  const empty = make(
    'div',
    { class: 'panel' },
    make('p', {}, 'Nothing is in quarantine.'),
    make('p', {}, 'Events that the gateway rejects are kept here, with the reasons.'),
  );
  return [
    make('h1', {}, 'Quarantine'),
    quarantine.length === 0 && !before ? empty : quarantine.map(quarantine_entry),
    paging('quarantine', { before: next }, before),
  ];
}

// ---- Where the address leads

function place_of(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/');
  return {
    page: page || 'sessions',
    id: rest.length ? decode(rest.join('/')) : null,
    ...Object.fromEntries(new URLSearchParams(search)),
  };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function view_of(place) {
  if (place.page === 'sessions') return place.id ? show_session(place.id) : show_sessions(place);
  if (place.page === 'quarantine') return show_quarantine(place);
  throw new trouble('There is no such page.', 'Choose one above.');
}

function error_panel(error) {
  return make(
    'div',
    { class: 'panel error', role: 'alert' },
    make('h1', {}, error.message),
    make('p', {}, error.advice ?? 'This is an error of the page. Load it again.'),
    button('Try again', show),
  );
}

/** Runs what may fail because of the gateway, and says so where it does, with the view left as it is. */
async function guarded(action) {
  try {
    await action();
  } catch (error) {
    if (error.name === 'AbortError') return;
    tell(`${error.message} ${error.advice ?? ''}`);
    if (!(error instanceof trouble)) throw error;
  }
}

async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const place = place_of(location.hash);
  for (const link of document.querySelectorAll('header nav a')) {
    if (link.hash === `#/${place.page}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  view().setAttribute('aria-busy', 'true');
  let content;
  try {
    content = await view_of(place);
  } catch (error) {
    if (signal.aborted) return;
    content = [error_panel(error)];
    if (!(error instanceof trouble)) console.error(error);
  }
  if (signal.aborted) return; // another view has been asked for since
  view().replaceChildren(...content.flat().filter(Boolean));
  view().setAttribute('aria-busy', 'false');
  document.title = `${view().querySelector('h1')?.textContent ?? ''} – assay gateway`;
}

/** Another view begins at its top, for those who see it and those who hear it. */
async function go() {
  tell('');
  await show();
  scrollTo(0, 0);
  view().focus({ preventScroll: true });
}

addEventListener('hashchange', go);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address says which view it is
  view().focus();
});
show();

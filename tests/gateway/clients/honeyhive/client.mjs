// SPDX-License-Identifier: BSL-1.0

// Sends sessions, events, batches and updates with HoneyHive's SDK to the given server. Writes its
// requests and the results as lines of JSON:
//
//   node client.mjs URL KEY
//
// {"call", "method", "path", "body": the text that was sent, "status", "value" or "error"}

import honeyhive from 'honeyhive'; // CommonJS
import http_client from 'honeyhive/lib/http.js';

const [, , url, key] = process.argv;
let sent = {};

const http = new http_client.HTTPClient();
http.addHook('beforeRequest', async (request) => {
  const { pathname } = new URL(request.url);
  sent = { method: request.method, path: pathname, body: await request.clone().text() };
});
http.addHook('response', (response) => {
  sent.status = response.status;
});

const client = new honeyhive.HoneyHive({ serverURL: url, bearerAuth: key, httpClient: http });

/** Makes one call of the SDK, and writes its result. */
async function call(name, action) {
  sent = {};
  let outcome;
  try {
    outcome = { value: (await action()) ?? null };
  } catch (error) {
    outcome = { error: `${error.name}: ${error.message}`.slice(0, 500) };
  }
  console.log(JSON.stringify({ call: name, ...sent, ...outcome }));
  return outcome.value;
}

const session = '0d9f4b1e-5c0a-4a57-9d6d-3f3f0b7a1c01';

const event = (id, more = {}) => ({
  project: 'assay',
  source: 'test',
  eventName: `step ${id}`,
  eventType: 'tool',
  eventId: id,
  sessionId: session,
  config: { model: 'm-1' },
  inputs: { text: 'žluťoučký 🐎 "quoted" \u0000', none: null, deep: { list: [1, 2.5, [], {}] } },
  outputs: { answer: 42 },
  duration: 12.5,
  startTime: 1781254800000,
  endTime: 1781254800012,
  ...more,
});

const model = (id) => ({
  project: 'assay',
  model: 'm-1',
  provider: 'p',
  messages: [{ role: 'user', content: 'hello' }],
  response: { content: id },
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  duration: 3,
  sessionId: session,
});
const batch = { events: [event('e-3'), event('e-4'), event('e-5')] };
const without_session = (id) => event(id, { sessionId: undefined });

await call('start', () =>
  client.session.startSession({
    session: {
      project: 'assay',
      sessionName: 'a session of the tests',
      source: 'test',
      sessionId: session,
      inputs: { goal: null },
    },
  }),
);
await call('create', () => client.events.createEvent({ event: event('e-1') }));
await call('create child', () =>
  client.events.createEvent({ event: event('e-2', { parentId: 'e-1', eventType: 'chain' }) }),
);
await call('create model', () => client.events.createModelEvent({ modelEvent: model('one') }));
await call('batch', () => client.events.createEventBatch(batch));
await call('batch of one session', () =>
  client.events.createEventBatch({
    isSingleSession: true,
    sessionProperties: { sessionName: 'single', source: 'test' },
    events: [without_session('e-6'), without_session('e-7')],
  }),
);
await call('model batch', () =>
  client.events.createModelEventBatch({ modelEvents: [model('two'), model('three')] }),
);
await call('update', () =>
  client.events.updateEvent({ eventId: 'e-1', feedback: { rating: 5 }, metadata: { seen: true } }),
);
await call('create again', () => client.events.createEvent({ event: event('e-1') }));
await call('batch again', () => client.events.createEventBatch(batch));
await call('wrong key', () =>
  new honeyhive.HoneyHive({
    serverURL: url,
    bearerAuth: `${key}x`,
    httpClient: http,
  }).events.createEvent({ event: event('e-8') }),
);

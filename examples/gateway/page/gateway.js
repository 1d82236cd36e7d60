// SPDX-License-Identifier: BSL-1.0

// Sends requests to the gateway, and gives advice if they fail.

import { show_message } from './document.js';
import { read } from './json.js';

/** A problem, and advice on what to do. */
export class trouble extends Error {
  constructor(message, advice, status = 0) {
    super(message);
    this.advice = advice;
    this.status = status;
  }
}

let leaving = new AbortController();

/**
 * Cancels the requests of the previous view. Returns the signal that cancels those of this view.
 */
export function begin_visit() {
  leaving.abort();
  leaving = new AbortController();
  return leaving.signal;
}

/**
 * Sends a request to the gateway. The address contains no key; the browser sends the stored one.
 */
export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(new URL(path, location.origin), { signal: leaving.signal, ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new trouble(
      'The gateway does not respond.',
      'Check that it runs and is reachable, then try again.',
    );
  }
  if (response.ok) return response;
  if (response.status === 401)
    throw new trouble(
      'The gateway requires a key.',
      `Open this page as http://any:KEY@${location.host}/ with a key that the gateway knows.`,
    );
  if (response.status === 404)
    throw new trouble('The gateway does not have this.', 'It may have been removed.', 404);
  throw new trouble(
    `The gateway responded with status ${response.status}.`,
    response.status === 429
      ? 'It accepts no more requests at the moment. Wait a moment, then try again.'
      : 'Its log contains the reason. By default, the log is standard error.',
  );
}

export const ask_text = async (path, options) => (await ask(path, options)).text();
export const ask_json = async (path, options) => read(await ask_text(path, options));

export function query(members) {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(members))
    if (value !== null && value !== undefined) out.set(name, value);
  return `${out}` === '' ? '' : `?${out}`;
}

/** Returns the path of a session's events or timeline. Browsers remove segments `.` and `..`. */
export const trace_path = (id, what, members) =>
  id === '.' || id === '..'
    ? `/api/traces/-/${what}${query({ ...members, session_id: id })}`
    : `/api/traces/${encodeURIComponent(id)}/${what}${query(members)}`;

/** Runs an action. Reports a failure of the gateway without changing the view. */
export async function guarded(action) {
  try {
    await action();
  } catch (error) {
    if (error.name === 'AbortError') return;
    show_message(`${error.message} ${error.advice ?? ''}`);
    if (!(error instanceof trouble)) throw error;
  }
}

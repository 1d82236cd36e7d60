// SPDX-License-Identifier: BSL-1.0

// Times and durations in readable form.

import { make } from './document.js';

/**
 * Returns milliseconds since 1970 with a fraction, for a text or a number; null for other values.
 */
export function time_of(value) {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const finer = /\.\d{3}(\d+)/.exec(value); // the digits that Date ignores
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time + (finer ? Number(`0.${finer[1]}`) : 0);
}

export function format_time(value) {
  const time = time_of(value);
  if (time === null || Math.abs(time) > 8e15)
    return value === null || value === undefined ? '–' : String(value);
  return new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC');
}

export function time_node(value) {
  const text = format_time(value);
  return text.endsWith(' UTC')
    ? make('time', { datetime: text.slice(0, -4).replace(' ', 'T') + 'Z' }, text)
    : text;
}

export function format_duration(ms) {
  if (ms === null) return '–';
  if (ms < 1 && ms > 0) return `${(ms * 1000).toFixed(0)} µs`;
  if (ms < 1000) return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(2)} s`;
  const minutes = Math.floor(ms / 60000);
  return minutes < 60
    ? `${minutes} min ${Math.floor((ms % 60000) / 1000)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

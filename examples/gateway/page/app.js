// SPDX-License-Identifier: BSL-1.0

// The page of the gateway. Shows the view that the address selects.

import { button, make, show_message, view } from './document.js';
import { begin_visit, trouble } from './gateway.js';
import { show_quarantine } from './quarantine.js';
import { show_session } from './session.js';
import { show_sessions } from './sessions.js';

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
  if (place.page === 'sessions')
    return place.id ? show_session(place.id, place.system) : show_sessions(place);
  if (place.page === 'quarantine') return show_quarantine(place, show);
  throw new trouble('This page does not exist.', 'Select a page above.');
}

function error_panel(error) {
  return make(
    'div',
    { class: 'panel error', role: 'alert' },
    make('h1', {}, error.message),
    make('p', {}, error.advice ?? 'This is an error in the page. Reload it.'),
    button('Try again', show),
  );
}

async function show() {
  const signal = begin_visit();
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
  if (signal.aborted) return; // another view has been selected since
  view().replaceChildren(...content.flat().filter(Boolean));
  view().setAttribute('aria-busy', 'false');
  document.title = `${view().querySelector('h1')?.textContent ?? ''} – assay gateway`;
}

/** Moves to the top of a new view, for sight and for screen readers. */
async function go() {
  show_message('');
  await show();
  scrollTo(0, 0);
  view().focus({ preventScroll: true });
}

addEventListener('hashchange', go);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address selects the view
  view().focus();
});
show();

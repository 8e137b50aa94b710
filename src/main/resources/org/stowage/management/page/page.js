// Opens the view that the address names, and tells it when it is left.
import { texts } from './texts.js';
import { button, el } from './dom.js';
import { get, Problem } from './api.js';
import * as overview from './overview.js';
import * as files from './files.js';
import * as owners from './owners.js';
import * as refusals from './refusals.js';
import * as bans from './bans.js';
import * as jobs from './jobs.js';
import * as audit from './audit.js';
import * as settings from './settings.js';

const views = { overview, files, owners, refusals, bans, jobs, audit, settings };
const main = document.getElementById('main');
let left = new AbortController();
let user = null;

function here() {
    const [name, query = ''] = location.hash.slice(1).split('?', 2);
    return { name: Object.hasOwn(views, name) ? name : 'overview', parameters: Object.fromEntries(new URLSearchParams(query)) };
}

function navigation(current) {
    const items = Object.keys(views).map(name => el('li', {},
        el('a', { href: '#' + name, 'aria-current': name === current ? 'page' : null }, texts.view[name])));
    const nav = document.getElementById('nav');
    nav.setAttribute('aria-label', texts.views);
    nav.replaceChildren(el('ul', {}, items));
}

/** Each view shows itself below its heading. What it has begun ends with the signal. */
async function open(byUser) {
    left.abort();
    left = new AbortController();
    const { signal } = left;
    const { name, parameters } = here();
    navigation(name);
    document.title = texts.view[name] + ' – Stowage';
    document.getElementById('said').textContent = '';
    const heading = el('h1', { tabindex: '-1' }, texts.view[name]);
    const body = el('div', {}, el('p', { class: 'quiet' }, texts.loading));
    const error = el('p', { class: 'error', role: 'alert' });
    main.setAttribute('aria-busy', 'true');
    main.replaceChildren(heading, error, body);
    if (byUser) {
        heading.focus();
    }
    try {
        user = user ?? await greet();
        await views[name].show(body, { parameters, signal, user, seen, fail: problem => fail(error, problem) });
    } catch (e) {
        body.querySelector('.quiet')?.remove();
        fail(error, e);
    }
    if (!signal.aborted) {
        main.setAttribute('aria-busy', 'false');
    }
}

function fail(place, problem) {
    if (problem.name === 'AbortError') {
        return;
    }
    place.textContent = problem instanceof Problem ? problem.message : String(problem);
    if (!(problem instanceof Problem)) {
        console.error(problem);
    }
}

async function greet() {
    const now = await get('overview');
    document.getElementById('who').textContent = texts.signedIn(now.user, now.mayOrder);
    return { mayOrder: now.mayOrder, started: now.started };
}

/** A deployment that started later has forgotten what this page knows. */
function seen(started) {
    const place = document.getElementById('restarted');
    if (user && user.started !== started && place.childElementCount === 0) {
        place.append(texts.restarted + ' ', button(texts.reload, () => location.reload()));
    }
}

const skip = document.getElementById('skip');
skip.textContent = texts.skip;
skip.addEventListener('click', event => {
    event.preventDefault();
    main.focus();
});
addEventListener('hashchange', () => open(true));
open(false);

// Makes elements, and shows sizes, times and tables. Whatever comes from outside becomes a text node.
import { texts } from './texts.js';

/** Makes an element. `on…` attributes are listeners; false, null and undefined leave an attribute out. */
export function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith('on')) {
            element.addEventListener(key.slice(2), value);
        } else if (value === true) {
            element.setAttribute(key, '');
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(key, value);
        }
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
    return element;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** A number of bytes, with three digits. */
export function bytes(count) {
    if (count === null || count === undefined) {
        return texts.unknown;
    }
    let unit = 0;
    let value = count;
    while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
        value /= 1024;
        unit++;
    }
    return (unit === 0 || value >= 100 ? Math.round(value) : value.toPrecision(3)) + ' ' + UNITS[unit];
}

export function number(count) {
    return count === null || count === undefined ? texts.unknown : count.toLocaleString();
}

/** A moment, in the time zone of the browser. */
export function time(iso) {
    if (!iso) {
        return '';
    }
    const date = new Date(iso);
    return el('time', { datetime: iso, title: iso }, date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }));
}

export function day(iso) {
    return new Date(iso).toLocaleDateString(undefined, { dateStyle: 'long' });
}

/** A table. A column is {head, cell(row), kind}; the kind is a class. */
export function table(caption, columns, rows, none) {
    if (rows.length === 0) {
        return el('p', { class: 'quiet' }, none);
    }
    return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, el('table', {},
        el('thead', {}, el('tr', {}, columns.map(column => el('th', { scope: 'col', class: column.kind }, column.head)))),
        el('tbody', {}, rows.map(row => el('tr', {}, columns.map(column => el('td', { class: column.kind }, column.cell(row) ?? '')))))));
}

/** A list of names and values; values that are not there are left out. */
export function facts(pairs) {
    return el('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

export function field(label, input, wide = false) {
    return el('label', { class: wide ? 'wide' : null }, label, input);
}

export function button(label, act, kind = null) {
    return el('button', { type: 'button', class: kind, onclick: act }, label);
}

/** What a form holds, without what is empty. */
export function values(form) {
    return Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, value.trim()]).filter(([, value]) => value !== ''));
}

/** A link to another view. */
export function link(label, view, parameters) {
    return el('a', { href: hash(view, parameters) }, label);
}

export function hash(view, parameters = {}) {
    const query = new URLSearchParams(parameters).toString();
    return '#' + view + (query ? '?' + query : '');
}

/** Tells a screen reader, and everybody else, what has happened. */
export function say(sentence) {
    document.getElementById('said').textContent = sentence;
}

// What was refused and why, and what would be right.
import { texts } from './texts.js';
import { get, post } from './api.js';
import { button, el, field, hash, number, table, time, values } from './dom.js';

export async function show(body, { parameters, signal, fail }) {
    const answer = el('div', { role: 'status' });
    const conditions = el('form', { role: 'search', onsubmit: event => {
        event.preventDefault();
        location.hash = hash('refusals', values(conditions));
    } },
    field(texts.code, el('input', { name: 'code', value: parameters.code ?? '', autocomplete: 'off' })),
    field(texts.path, el('input', { name: 'path', value: parameters.path ?? '', autocomplete: 'off' })),
    el('button', { class: 'act' }, texts.search),
    el('a', { href: hash('refusals', { code: 'banned' }) }, texts.onlyBanned));
    const explained = el('div', { role: 'status' });
    const question = el('form', { onsubmit: event => {
        event.preventDefault();
        const { url, length, type } = values(question);
        post('explain', { url, length: Number(length), ...(type ? { type } : {}) }, signal)
            .then(outcome => explained.replaceChildren(sentences(outcome.sentences)), fail);
    } },
    field(texts.uploadUrl, el('input', { name: 'url', required: true, autocomplete: 'off' }), true),
    field(texts.length, el('input', { name: 'length', inputmode: 'numeric', pattern: '[0-9]+', required: true, autocomplete: 'off' })),
    field(texts.type, el('input', { name: 'type', autocomplete: 'off' })),
    el('button', { class: 'act' }, texts.explain));
    const { refusals } = await get('refusals', { code: parameters.code, path: parameters.path, limit: 200 }, signal);
    body.replaceChildren(conditions, answer, el('h2', {}, texts.lastRefusals), table(texts.lastRefusals, [
        { head: texts.time, kind: 'time', cell: row => time(row.time) },
        { head: texts.status, cell: row => `${row.method} ${row.status}` },
        { head: texts.code, cell: row => row.code },
        { head: texts.reason, kind: 'text', cell: row => row.sentence },
        { head: texts.file, kind: 'text', cell: row => row.path },
        { head: texts.length, kind: 'number', cell: row => number(row.length) },
        { head: texts.client, cell: row => row.client },
        { head: texts.request, cell: row => row.request },
        { head: '', cell: row => button(texts.whatWouldBeRight, () => explain(row, answer, signal).catch(fail)) },
    ], refusals, texts.noRefusals), el('h2', {}, texts.explainUpload), question, explained);
}

async function explain(row, place, signal) {
    const report = await get('refusal', { id: row.id }, signal);
    place.replaceChildren(el('div', { class: 'notice' }, el('h2', {}, report.refusal.path), sentences(report.sentences)));
    place.scrollIntoView({ block: 'nearest' });
}

function sentences(of) {
    return el('ul', {}, of.map(sentence => el('li', {}, sentence)));
}

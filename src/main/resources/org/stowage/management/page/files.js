// One file by its URL, or files by conditions, page by page.
import { texts } from './texts.js';
import { fileAddress, get } from './api.js';
import { button, bytes, el, facts, field, hash, link, say, table, time, values } from './dom.js';
import { orderButtons } from './orders.js';

const SHOWN_TYPES = /^image\/(jpeg|png|gif|webp|avif|bmp)$/i;

export async function show(body, view) {
    if (view.parameters.url) {
        await showFile(body, view);
    } else {
        await showList(body, view);
    }
}

function input(name, attributes, value) {
    return el('input', { name, value: value ?? '', autocomplete: 'off', ...attributes });
}

async function showList(body, { parameters, signal, fail }) {
    const found = el('div');
    const oneFile = el('form', { role: 'search', 'aria-label': texts.findFile, onsubmit: event => {
        event.preventDefault();
        location.hash = hash('files', values(oneFile));
    } }, field(texts.findFile, input('url', { required: true }), true), el('button', { class: 'act' }, texts.find));
    const conditions = el('form', { 'aria-label': texts.search, onsubmit: event => {
        event.preventDefault();
        const next = hash('files', { ...values(conditions), list: '1' });
        if (next === location.hash) {
            list(found, values(conditions), signal).catch(fail);
        } else {
            location.hash = next;
        }
    } },
    field(texts.path, input('path', {}, parameters.path)),
    field(texts.ownerHint, input('owner', {}, parameters.owner)),
    field(texts.typeHint, input('type', {}, parameters.type)),
    field(texts.minSize, input('minSize', { inputmode: 'numeric' }, parameters.minSize)),
    field(texts.maxSize, input('maxSize', { inputmode: 'numeric' }, parameters.maxSize)),
    field(texts.storedFrom, input('storedFrom', { type: 'date' }, parameters.storedFrom)),
    field(texts.storedBefore, input('storedBefore', { type: 'date' }, parameters.storedBefore)),
    field(texts.sha256, input('sha256', {}, parameters.sha256)),
    field(texts.order, el('select', { name: 'order' }, Object.entries(texts.orders).map(([value, label]) =>
        el('option', { value, selected: value === parameters.order }, label)))),
    el('button', { class: 'act' }, texts.search));
    body.replaceChildren(oneFile, el('h2', {}, texts.search), conditions, found);
    await list(found, values(conditions), signal);
}

/** Each page is a table of its own, so what is shown already does not move. */
async function list(place, conditions, leave) {
    const stopped = new AbortController();
    leave.addEventListener('abort', () => stopped.abort());
    const total = el('p', { role: 'status' });
    const pages = el('div');
    const more = el('div', { class: 'buttons' });
    place.replaceChildren(total, pages, more);
    let shown = 0;
    const next = async cursor => {
        const cancel = button(texts.cancel, () => stopped.abort());
        more.replaceChildren(el('span', { class: 'quiet' }, texts.loading), cancel);
        const page = await get('files', { ...conditions, cursor }, stopped.signal);
        shown += page.files.length;
        pages.append(filesTable(page.files, shown));
        more.replaceChildren(page.next ? button(texts.more, () => next(page.next).catch(told)) : '');
        if (cursor) {
            say(texts.shown(shown));
        }
    };
    const told = e => {
        more.replaceChildren();
        total.textContent = e.name === 'AbortError' ? texts.cancelled : e.message;
        total.className = e.name === 'AbortError' ? 'quiet' : 'error';
    };
    const { order, ...counted } = conditions;
    await next(null).then(() => get('files/total', counted, stopped.signal))
        .then(sum => { total.textContent = texts.found(sum.files, bytes(sum.bytes)); }, told);
}

export function filesTable(files, shown) {
    return shown === 0 ? el('p', { class: 'quiet' }, texts.noFiles) : table(texts.files, [
        { head: texts.file, kind: 'text', cell: file => link(file.key, 'files', { url: file.key }) },
        { head: texts.type, cell: file => file.type },
        { head: texts.size, kind: 'number', cell: file => bytes(file.size) },
        { head: texts.owner, kind: 'text', cell: file => file.owner ? link(file.owner, 'owners', { owner: file.owner }) : '' },
        { head: texts.storedAt, kind: 'time', cell: file => time(file.stored) },
        { head: texts.due, kind: 'time', cell: file => time(file.due) },
    ], files, '');
}

async function showFile(body, view) {
    const report = await get('file', { url: view.parameters.url }, view.signal);
    const { file } = report;
    const again = () => showFile(body, view).catch(view.fail);
    body.replaceChildren(
        el('p', {}, link(texts.back, 'files')),
        el('h2', {}, report.key),
        el('p', { id: 'file-state' }, report.sentence),
        facts([
            [texts.type, file?.type], [texts.size, file && bytes(file.size)], [texts.storedAt, file && time(file.stored)],
            [texts.owner, file?.owner && link(file.owner, 'owners', { owner: file.owner })], [texts.due, file && time(file.due)],
            [texts.rule, report.rule], [texts.sha256, file?.sha256],
            [texts.tombstone, report.tombstone && time(report.tombstone.deleted)], [texts.reason, report.tombstone?.reason],
        ]),
        file && preview(file) || '',
        orderButtons(view.user, orders(report), again) ?? '',
        ...bansOf(report, view.user, again),
        el('h2', {}, texts.events), table(texts.events, [
            { head: texts.time, kind: 'time', cell: line => time(line.time) },
            { head: texts.event, cell: line => line.event },
            { head: texts.who, cell: line => line.admin ?? line.who },
            { head: texts.reason, kind: 'text', cell: line => line.why },
        ], report.events ?? [], texts.none));
}

function orders(report) {
    const url = report.key;
    const owner = report.file?.owner;
    return [
        ...(report.file ? [[texts.deleteFile, { action: 'delete', url }]] : []),
        [texts.banFile, { action: 'ban', url }],
        ...(report.file ? [[texts.banContent, { action: 'ban', contentOf: url }]] : []),
        ...(owner ? [[texts.deleteOwner, { action: 'delete', owner }], [texts.banOwner, { action: 'ban', owner }]] : []),
    ];
}

function bansOf(report, user, again) {
    return (report.bans ?? []).length === 0 ? [] : [el('h2', {}, texts.bansOfFile),
        ...report.bans.map(ban => el('div', {}, facts([[texts.kind, ban.kind], [texts.value, ban.value], [texts.since, time(ban.since)], [texts.reason, ban.why]]),
            orderButtons(user, [[texts.unban, unbanOrder(ban)]], again) ?? ''))];
}

/** The order that lifts a ban. */
export function unbanOrder(ban) {
    return { action: 'unban', ...(ban.kind === 'owner' ? { owner: ban.value } : ban.kind === 'content' ? { sha256: ban.value } : { url: ban.value }) };
}

/** A picture is decoded as one, and as nothing else: no script, no markup, no document. */
function preview(file) {
    const address = fileAddress(file);
    if (!address || !SHOWN_TYPES.test(file.type ?? '')) {
        return null;
    }
    const place = el('div', { class: 'preview' });
    place.append(button(texts.showPreview, () => {
        const picture = el('img', { src: address, alt: texts.previewOf(file.path), onerror: () => place.replaceChildren(texts.previewFails) });
        place.replaceChildren(picture);
    }));
    return place;
}

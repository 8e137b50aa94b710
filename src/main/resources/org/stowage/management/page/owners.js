// Who uses how much; and one of them.
import { texts } from './texts.js';
import { get } from './api.js';
import { button, bytes, el, facts, field, hash, link, number, say, table, time, values } from './dom.js';
import { orderButtons } from './orders.js';
import { filesTable, unbanOrder } from './files.js';

const EXPORT_PAGE = 1000;

export async function show(body, view) {
    const { parameters, signal } = view;
    const question = el('form', { role: 'search', onsubmit: event => {
        event.preventDefault();
        location.hash = hash('owners', values(question));
    } }, field(texts.ownerQuestion, el('input', { name: 'owner', value: parameters.owner ?? '', required: true, autocomplete: 'off' }), true),
    el('button', { class: 'act' }, texts.show));
    const answer = el('div');
    body.replaceChildren(question, answer);
    await (parameters.owner ? showOwner(answer, view) : showAll(answer, signal));
}

async function showAll(place, signal) {
    const { owners } = await get('owners', { limit: 100 }, signal);
    place.replaceChildren(el('h2', {}, texts.most), table(texts.most, [
        { head: texts.owner, kind: 'text', cell: row => link(row.owner, 'owners', { owner: row.owner }) },
        { head: texts.tenant, cell: row => row.tenant },
        { head: texts.files, kind: 'number', cell: row => number(row.files) },
        { head: texts.size, kind: 'number', cell: row => bytes(row.bytes) },
    ], owners, texts.noOwners));
}

async function showOwner(place, view) {
    const { parameters: { owner }, signal, user, fail } = view;
    const report = await get('owner', { owner }, signal);
    const again = () => showOwner(place, view).catch(fail);
    place.replaceChildren(
        el('h2', {}, owner),
        facts([
            [texts.names, report.names.filter(name => name !== owner).join(', ')], [texts.files, number(report.files)], [texts.size, bytes(report.bytes)],
        ]),
        el('div', { class: 'buttons' }, link(texts.theFiles, 'files', { owner, list: '1' }), button(texts.export, () => save(owner, signal).catch(fail))),
        orderButtons(user, [
            [texts.deleteOwner, { action: 'delete', owner }], [texts.banOwner, { action: 'ban', owner }], [texts.eraseOwner, { action: 'erase', owner }],
        ], again) ?? '',
        ...(report.bans ?? []).map(ban => el('div', {}, facts([[texts.kind, ban.kind], [texts.value, ban.value], [texts.since, time(ban.since)], [texts.reason, ban.why]]),
            orderButtons(user, [[texts.unban, unbanOrder(ban)]], again) ?? '')),
        ...(report.newest ? [el('h2', {}, texts.newest), filesTable([report.newest], 1)] : []),
        ...(report.largest ? [el('h2', {}, texts.largest), filesTable([report.largest], 1)] : []));
}

/** All files of an owner as lines of JSON. */
async function save(owner, signal) {
    const lines = [];
    for (let cursor = null; ;) {
        const page = await get('files', { owner, limit: EXPORT_PAGE, cursor }, signal);
        lines.push(...page.files.map(file => JSON.stringify(file)));
        say(texts.shown(lines.length));
        cursor = page.next;
        if (!cursor) {
            break;
        }
    }
    const file = URL.createObjectURL(new Blob([lines.map(line => line + '\n').join('')], { type: 'application/jsonl' }));
    el('a', { href: file, download: 'files.jsonl' }).click();
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
    say(texts.exported(lines.length));
}

// The last lines of the audit log.
import { texts } from './texts.js';
import { get } from './api.js';
import { bytes, el, field, hash, link, table, time, values } from './dom.js';

export async function show(body, { parameters, signal }) {
    const conditions = el('form', { role: 'search', onsubmit: event => {
        event.preventDefault();
        location.hash = hash('audit', values(conditions));
    } },
    ['event', 'owner', 'admin', 'path'].map(name => field(texts[name], el('input', { name, value: parameters[name] ?? '', autocomplete: 'off' }))),
    el('button', { class: 'act' }, texts.search));
    body.replaceChildren(conditions);
    const { event, owner, admin, path } = parameters;
    const page = await get('audit', { event, owner, admin, path, limit: 200 }, signal);
    body.append(page.readable ? table(texts.view.audit, [
        { head: texts.time, kind: 'time', cell: line => time(line.time) },
        { head: texts.event, cell: line => line.event },
        { head: texts.file, kind: 'text', cell: line => line.key ? link(line.key, 'files', { url: (line.tenant ? line.tenant + ' ' : '') + line.key }) : '' },
        { head: texts.size, kind: 'number', cell: line => line.size === undefined ? '' : bytes(line.size) },
        { head: texts.owner, kind: 'text', cell: line => line.owner },
        { head: texts.who, cell: line => line.admin ?? line.who },
        { head: texts.reason, kind: 'text', cell: line => line.why },
    ], page.lines, texts.noLines) : el('p', { class: 'quiet' }, texts.noAudit));
}

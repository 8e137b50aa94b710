// What is banned.
import { texts } from './texts.js';
import { get } from './api.js';
import { el, table, time } from './dom.js';
import { orderButtons } from './orders.js';
import { unbanOrder } from './files.js';

export async function show(body, view) {
    const { bans } = await get('bans', {}, view.signal);
    const again = () => show(body, view).catch(view.fail);
    body.replaceChildren(table(texts.banned, [
        { head: texts.kind, cell: ban => ban.kind },
        { head: texts.value, kind: 'text', cell: ban => ban.value },
        { head: texts.since, kind: 'time', cell: ban => time(ban.since) },
        { head: texts.reason, kind: 'text', cell: ban => ban.why },
        ...(view.user.mayOrder ? [{ head: texts.action, cell: ban => orderButtons(view.user, [[texts.unban, unbanOrder(ban)]], again) }] : []),
    ], bans, texts.noBans), el('p'));
}

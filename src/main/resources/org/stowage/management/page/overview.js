// How full it is, what happened, what runs now, and what is wrong.
import { texts } from './texts.js';
import { get, post } from './api.js';
import { button, bytes, day, el, facts, field, link, number, say, table, time } from './dom.js';
import { plots } from './plots.js';

// A server that hashes passwords well works a tenth of a second for each question.
const AGAIN_MILLIS = 3000;

export async function show(body, { signal, user, fail, seen }) {
    const now = el('div');
    const history = el('div');
    const transfers = el('div');
    const state = el('div');
    const span = el('select', {}, Object.entries(texts.span).map(([value, label]) => el('option', { value, selected: value === 'day' }, label)));
    const drawHistory = async () => history.replaceChildren(plots(await get('history', { span: span.value }, signal), Date.now()));
    span.addEventListener('change', () => drawHistory().catch(fail));
    body.replaceChildren(now, el('h2', {}, texts.transfers), transfers, el('h2', {}, texts.history), field(texts.spanLabel, span), history, state);
    await Promise.all([
        drawNow(now, { signal, user, fail, seen }), drawTransfers(transfers, signal, user, fail), drawHistory(), drawState(state, signal),
    ]);
    repeat(() => Promise.all([drawNow(now, { signal, user, fail, seen }), drawTransfers(transfers, signal, user, fail)]), signal, fail);
}

/** Goes on until the view is left; what fails once may succeed the next time. */
function repeat(work, signal, fail) {
    const timer = setInterval(() => work().catch(fail), AGAIN_MILLIS);
    signal.addEventListener('abort', () => clearInterval(timer));
}

function tile(value, name) {
    return el('li', {}, el('b', {}, value), name);
}

async function drawNow(place, { signal, user, fail, seen }) {
    const overview = await get('overview', {}, signal);
    seen(overview.started);
    place.replaceChildren(...troubles(overview, user, fail),
        el('ul', { class: 'tiles' },
            tile(number(overview.files), texts.files), tile(bytes(overview.bytes), texts.stored), tile(number(overview.owners), texts.owners),
            tile(bytes(overview.usableBytes), texts.free), tile(number(overview.uploads), texts.uploadsNow),
            tile(link(number(overview.refusals), 'refusals'), texts.refusalsNow)),
        overview.counted ? '' : el('p', { class: 'quiet' }, texts.notCounted),
        el('h2', {}, texts.use), ...quotas(overview), ...pace(overview.pace),
        facts([[texts.version, overview.version], [texts.started, time(overview.started)], [texts.lastSweep, time(overview.lastSweep)]]));
}

function quotas(overview) {
    const bars = (overview.quotas ?? []).map(quota => {
        if (quota.used === undefined || quota.used === null) {
            return el('p', {}, texts.quota(quota.name, bytes(quota.limit)));
        }
        const label = texts.quotaOf(quota.name, bytes(quota.used), bytes(quota.limit));
        return el('p', {}, label, el('meter', { min: '0', max: quota.limit, high: quota.limit * 0.9, value: quota.used, 'aria-label': label }));
    });
    return [...bars, el('p', { class: 'quiet' }, bars.length === 0 ? '' : overview.evicting ? texts.evicting : texts.notEvicting)];
}

function pace(of) {
    if (!of) {
        return [];
    }
    return [el('p', {}, texts.pace(bytes(of.bytesPerDay), of.days)),
        of.fullAt ? el('p', { class: 'warn' }, texts.fullOn(of.fullBy, day(of.fullAt))) : ''];
}

function troubles(overview, user, fail) {
    const found = [];
    if (overview.clockJumpSeconds) {
        found.push(el('p', { class: 'notice' }, texts.clockJumped(overview.clockJumpSeconds), ' ',
            user.mayOrder ? button(texts.followClock, () => post('follow-clock', {}).then(done => say(done.sentences.join(' '))).catch(fail)) : ''));
    }
    if (overview.sweepLate) {
        found.push(el('p', { class: 'notice' }, texts.sweepLate));
    }
    if (overview.catalogTrouble) {
        found.push(el('p', { class: 'notice' }, texts.catalogTrouble + ': ' + overview.catalogTrouble));
    }
    if (overview.refusedSettings) {
        found.push(el('p', { class: 'notice' }, texts.refusedSettings + overview.refusedSettings));
    }
    return found;
}

/** Drawn again only if something changed, so that the focus stays where it is. */
async function drawTransfers(place, signal, user, fail) {
    const { transfers } = await get('transfers', {}, signal);
    const drawn = JSON.stringify(transfers);
    if (place.dataset.drawn === drawn) {
        return;
    }
    place.dataset.drawn = drawn;
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.transfer : null;
    place.replaceChildren(table(texts.transfers, [
        { head: texts.direction, cell: row => texts[row.direction] ?? row.direction },
        { head: texts.file, kind: 'text', cell: row => row.key },
        { head: texts.owner, kind: 'text', cell: row => row.owner },
        { head: texts.client, cell: row => row.client },
        { head: texts.progress, cell: row => [el('progress', { max: row.size, value: row.done, 'aria-label': `${texts.progress}: ${row.key}` }), `${bytes(row.done)} / ${bytes(row.size)}`] },
        { head: texts.rate, kind: 'number', cell: row => texts.perSecond(bytes(row.bytesPerSecond)) },
        ...(user.mayOrder ? [{ head: texts.end, cell: row => el('button', { type: 'button', class: 'harm', 'data-transfer': row.id, 'aria-label': texts.endOf(row.key),
            onclick: () => post('transfers/end', { id: row.id }).then(done => say(done.sentences.join(' '))).catch(fail) }, texts.end) }] : []),
    ], transfers, texts.noTransfers));
    if (focused) {
        place.querySelector(`[data-transfer="${CSS.escape(focused)}"]`)?.focus();
    }
}

async function drawState(place, signal) {
    const [{ findings }, health] = await Promise.all([get('check', {}, signal), get('health/ready', {}, signal)]);
    place.replaceChildren(el('h2', {}, texts.findings),
        findings.length === 0 ? el('p', { class: 'good' }, texts.noFindings) : el('ul', {}, findings.map(finding =>
            el('li', {}, el('span', { class: finding.severity === 'WARNING' ? 'warn' : 'quiet' }, finding.sentence), el('br'), texts.fix, finding.fix))),
        el('h2', {}, texts.health),
        table(texts.health, [
            { head: texts.check, cell: check => check.name },
            { head: texts.state, cell: check => el('span', { class: check.status === 'UP' ? 'good' : 'error' }, check.status) },
            { head: texts.details, kind: 'text', cell: check => Object.entries(check.data ?? {}).map(([name, value]) => `${name}: ${value}`).join('; ') },
        ], health.checks, texts.none));
}

// The orders since the start.
import { texts } from './texts.js';
import { get, post } from './api.js';
import { bytes, el, table, time } from './dom.js';
import { recordLink, resultOf } from './orders.js';

const AGAIN_MILLIS = 1000;

export async function show(body, view) {
    await draw(body, view);
    const timer = setInterval(() => draw(body, view).catch(view.fail), AGAIN_MILLIS);
    view.signal.addEventListener('abort', () => clearInterval(timer));
}

async function draw(body, { signal, user, fail }) {
    const { jobs } = await get('jobs', {}, signal);
    const drawn = JSON.stringify(jobs);
    if (body.dataset.drawn === drawn) {
        return;
    }
    body.dataset.drawn = drawn;
    body.replaceChildren(table(texts.jobs, [
        { head: texts.time, kind: 'time', cell: job => time(job.given) },
        { head: texts.action, cell: job => job.action },
        { head: texts.subject, kind: 'text', cell: job => job.subject },
        { head: texts.admin, cell: job => job.admin },
        { head: texts.state, cell: job => job.ended ? job.state : [el('progress', { max: '100', value: job.percent ?? 0, 'aria-label': texts.jobOf(job.id) }), job.state] },
        { head: texts.result, kind: 'text', cell: job => [resultOf(job), job.record && job.ended ? [' ', recordLink(job)] : ''].flat(2) },
        ...(user.mayOrder ? [{ head: texts.stop, cell: job => job.ended ? '' : el('button', { type: 'button', 'aria-label': texts.stopOf(job.id),
            onclick: () => post('jobs/stop', { id: job.id }).catch(fail) }, texts.stop) }] : []),
    ], jobs, texts.noJobs));
}

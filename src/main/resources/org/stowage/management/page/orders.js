// Gives an order: says what it will do, asks once more, and shows the job until it is over.
import { texts } from './texts.js';
import { address, get, post } from './api.js';
import { bytes, button, el, field, say } from './dom.js';

/** Buttons for orders, or nothing for a user who may look only. An order is [label, {action, …}]. */
export function orderButtons(user, orders, done) {
    return user.mayOrder
        ? el('div', { class: 'buttons' }, orders.map(([label, order]) =>
            button(label, () => giveOrder(order, done), order.action === 'unban' ? null : 'harm')))
        : null;
}

/** The id makes the order the same one if it has to be sent again. */
function newId() {
    const random = crypto.getRandomValues(new Uint8Array(12));
    return 'page-' + [...random].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Opens a dialog. `done` is called when the job is over and the dialog is closed. */
export async function giveOrder(order, done) {
    const error = el('p', { class: 'error', role: 'alert' });
    const body = el('div', {}, el('p', { class: 'quiet' }, texts.loading));
    const title = el('h2', { id: 'order-title' }, texts.confirm[order.action]);
    const dialog = el('dialog', { 'aria-labelledby': 'order-title' }, title, body, error);
    const ended = new AbortController();
    let over = false;
    dialog.addEventListener('close', () => {
        ended.abort();
        dialog.remove();
        if (over) {
            done?.();
        }
    });
    document.body.append(dialog);
    dialog.showModal();
    const run = async step => {
        error.textContent = '';
        try {
            await step();
        } catch (e) {
            if (e.name !== 'AbortError') {
                error.textContent = e.message;
            }
        }
    };
    await run(async () => {
        const preview = await post('preview', order, ended.signal);
        const why = order.action === 'ban' ? el('input', { maxlength: '200', autocomplete: 'off' }) : null;
        const sent = { id: newId(), ...order };
        const go = button(texts.confirm[order.action], () => run(async () => {
            go.disabled = true;
            if (why?.value.trim()) {
                sent.why = why.value.trim();
            }
            try {
                const job = await post('jobs', sent, ended.signal);
                await follow(job, body, dialog, ended.signal, () => { over = true; });
            } finally {
                go.disabled = false;
            }
        }), 'act');
        go.id = 'order-confirm';
        body.replaceChildren(el('p', {}, preview.sentence),
            el('p', {}, texts.filesToGo(preview.files, bytes(preview.bytes), preview.exact)),
            why ? field(texts.why, why) : '',
            el('div', { class: 'buttons' }, go, button(texts.cancel, () => dialog.close())));
        (why ?? go).focus();
    });
    if (error.textContent) {
        body.replaceChildren(el('div', { class: 'buttons' }, button(texts.close, () => dialog.close())));
    }
}

async function follow(job, body, dialog, signal, isOver) {
    const bar = el('progress', { max: '100', 'aria-label': texts.progress });
    const sentence = el('p', { role: 'status' });
    const stop = button(texts.stop, () => post('jobs/stop', { id: job.id }, signal));
    body.replaceChildren(el('p', {}, texts.given), bar, sentence,
        el('div', { class: 'buttons' }, stop, button(texts.close, () => dialog.close())));
    body.querySelector('button:last-child').focus();
    for (let now = job; ; now = await get('job', { id: job.id }, signal)) {
        bar.value = now.percent ?? 0;
        sentence.textContent = resultOf(now);
        if (now.ended) {
            isOver();
            stop.remove();
            bar.value = 100;
            if (now.record) {
                sentence.append(' ', recordLink(now));
            }
            say(sentence.textContent);
            return;
        }
        await new Promise(resolve => setTimeout(resolve, 300));
    }
}

/** What has become of a job so far. */
export function resultOf(job) {
    return [job.sentence, texts.deleted(job.files ?? 0, bytes(job.bytes ?? 0))].filter(Boolean).join(' ');
}

export function recordLink(job) {
    return el('a', { href: address('job/record', { id: job.id }), download: job.id + '.jsonl' }, texts.record);
}

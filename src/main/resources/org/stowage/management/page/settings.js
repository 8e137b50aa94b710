// The settings in force, rules that are tried, and a test upload.
import { texts } from './texts.js';
import { get, post } from './api.js';
import { button, bytes, el, field, link, number, say, table } from './dom.js';

export async function show(body, view) {
    const { settings, refused } = await get('settings', {}, view.signal);
    const again = () => show(body, view).catch(view.fail);
    body.replaceChildren(
        refused ? el('p', { class: 'notice' }, texts.refusedSettings + refused) : '',
        el('h2', {}, texts.inForce), table(texts.inForce, [
            { head: texts.setting, kind: 'text', cell: row => el('code', {}, row.key) },
            { head: texts.settingValue, kind: 'text', cell: row => [(row.value ?? '').replaceAll('`', ''), row.changedHere ? el('span', { class: 'warn' }, ' – ' + texts.changedHere) : ''] },
            ...(view.user.mayOrder ? [{ head: texts.change, cell: row => el('button', { type: 'button', 'aria-label': texts.changeOf(row.key), onclick: () => change(row, again) }, texts.change) }] : []),
        ], settings, texts.none),
        ...dryRun(view), ...(view.user.mayOrder ? testUpload(view) : []));
}

function change(row, done) {
    const isDefault = row.value?.startsWith('(') ?? true;
    const value = el('input', { value: isDefault ? '' : row.value, placeholder: isDefault ? row.value : null, autocomplete: 'off' });
    const error = el('p', { class: 'error', role: 'alert' });
    const form = el('form', { onsubmit: event => {
        event.preventDefault();
        post('settings', { key: row.key, ...(value.value.trim() ? { value: value.value.trim() } : {}) }).then(outcome => {
            if (outcome.passed) {
                dialog.close();
                say(outcome.sentences.join(' '));
                done();
            } else {
                error.textContent = outcome.sentences.join(' ');
            }
        }, e => { error.textContent = e.message; });
    } }, field(texts.newValue, value, true), el('button', { class: 'act' }, texts.change), button(texts.cancel, () => dialog.close()));
    const dialog = el('dialog', { 'aria-labelledby': 'change-title', onclose: () => dialog.remove() }, el('h2', { id: 'change-title' }, row.key), form, error);
    document.body.append(dialog);
    dialog.showModal();
}

function dryRun({ signal, fail }) {
    const rules = el('textarea', { spellcheck: 'false', placeholder: 'stowage.retention=all\nstowage.retention.all.keep-for=30 days' });
    const answer = el('div', { role: 'status' });
    const form = el('form', { onsubmit: event => {
        event.preventDefault();
        const lines = rules.value.split('\n').map(line => line.trim()).filter(line => line !== '');
        const body = Object.fromEntries(lines.map(line => [line.split('=', 1)[0].trim(), line.slice(line.indexOf('=') + 1).trim()]));
        post('dry-run', body, signal).then(run => answer.replaceChildren(
            el('p', {}, run.files === 0 ? texts.noneDue : texts.found(run.files, bytes(run.bytes))),
            run.rules.length === 0 ? '' : table(texts.perRule, [
                { head: texts.rule, cell: rule => rule.rule },
                { head: texts.files, kind: 'number', cell: rule => number(rule.files) },
                { head: texts.size, kind: 'number', cell: rule => bytes(rule.bytes) },
            ], run.rules, ''),
            ...(run.first?.length ? [el('h3', {}, texts.firstFiles), el('ul', {}, run.first.map(key => el('li', {}, link(key, 'files', { url: key }))))] : [])), fail);
    } }, field(texts.rules, rules, true), el('button', { class: 'act' }, texts.try));
    return [el('h2', {}, texts.dryRun), form, answer];
}

function testUpload({ signal, fail }) {
    const answer = el('div', { role: 'status' });
    const run = button(texts.run, () => {
        run.disabled = true;
        post('test-upload', {}, signal)
            .then(outcome => answer.replaceChildren(el('ul', {}, outcome.sentences.map(sentence => el('li', {}, sentence)))), fail)
            .finally(() => { run.disabled = false; });
    }, 'act');
    return [el('h2', {}, texts.testUpload), el('p', {}, texts.testUploadHint), el('div', { class: 'buttons' }, run), answer];
}

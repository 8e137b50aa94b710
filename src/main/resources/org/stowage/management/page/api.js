// Asks the JSON API beside the page.
import { texts } from './texts.js';

/** Without the query, the fragment, and the name and password that an address may have. */
const base = location.origin + location.pathname;

/** What is wrong, as a sentence. */
export class Problem extends Error {
    constructor(sentence, status, code) {
        super(sentence);
        this.status = status;
        this.code = code;
    }
}

export async function get(call, parameters = {}, signal = null) {
    const url = new URL(call, base);
    for (const [name, value] of Object.entries(parameters)) {
        if (value !== null && value !== undefined && value !== '') {
            url.searchParams.set(name, value);
        }
    }
    return read(await ask(url, { signal, headers: { Accept: 'application/json' } }));
}

export async function post(call, body, signal = null) {
    return read(await ask(new URL(call, base), {
        method: 'POST', signal, body: JSON.stringify(body),
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    }));
}

/** The address of a file that the browser downloads. */
export function address(call, parameters) {
    return new URL(call + '?' + new URLSearchParams(parameters), base).href;
}

/** The address of a stored file; only of those that belong to no tenant, because the page does not know a tenant's addresses. */
export function fileAddress(file) {
    return file.tenant ? null : new URL('../' + file.key, base).href;
}

async function ask(url, options) {
    try {
        return await fetch(url, { cache: 'no-store', ...options });
    } catch (e) {
        if (e.name === 'AbortError') {
            throw e;
        }
        throw new Problem(texts.noAnswer, 0, 'no-answer');
    }
}

async function read(response) {
    const text = await response.text();
    let value = null;
    try {
        value = JSON.parse(text);
    } catch {
        // A proxy may have answered with a page of its own.
    }
    if (!response.ok && !(value && value.checks)) {
        throw new Problem(sentence(response.status, value), response.status, value?.code ?? '');
    }
    if (value === null) {
        throw new Problem(texts.noJson, response.status, 'no-json');
    }
    return value;
}

function sentence(status, value) {
    if (status === 401) {
        return texts.signInAgain;
    }
    return value?.detail ?? texts.failed(status);
}

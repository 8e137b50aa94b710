// The plots of the overview, drawn by uPlot, each with the same numbers as a table.
import uPlot from './uPlot.esm.js';
import { texts } from './texts.js';
import { bytes, el, number, table } from './dom.js';

const COLOURS = ['#2f7ed8', '#d9822b', '#2a9d63', '#c2410c', '#8a63d2', '#b83280', '#0e8a9a', '#7a7f00'];

/** One point for each interval, also for those in which nothing happened. */
function filled(page, now) {
    const last = Math.floor(now / 1000 / page.seconds) * page.seconds;
    const byTime = new Map(page.points.map(point => [Date.parse(point.time) / 1000,
        { ...point, refusals: Object.fromEntries(point.refusals.map(refused => [refused.code, refused.count])) }]));
    return Array.from({ length: page.intervals }, (_, i) => {
        const time = last - (page.intervals - 1 - i) * page.seconds;
        return { time, ...(byTime.get(time) ?? { uploads: 0, downloads: 0, bytesReceived: 0, bytesSent: 0, refusals: {} }), at: time };
    });
}

/** Returns the element with all plots of a history. */
export function plots(page, now) {
    const points = filled(page, now);
    const codes = [...new Set(page.points.flatMap(point => point.refusals.map(refused => refused.code)))].sort();
    return el('div', { class: 'plots' },
        plot(texts.requests, points, [[texts.uploads, point => point.uploads], [texts.downloads, point => point.downloads]], number),
        plot(texts.amounts, points, [[texts.received, point => point.bytesReceived], [texts.sent, point => point.bytesSent]], bytes),
        plot(texts.refusedPlot, points, codes.map(code => [code, point => point.refusals[code] ?? 0]), number));
}

function plot(title, points, series, format) {
    const place = el('div', { 'aria-hidden': 'true' });
    const happened = points.filter(point => series.some(([, value]) => value(point) > 0)).reverse();
    const figure = el('section', { class: 'plot' }, el('h3', {}, title), place,
        happened.length === 0 ? el('p', { class: 'quiet' }, texts.noHistory) : el('details', {}, el('summary', {}, texts.asTable),
            table(title, [
                { head: texts.when, kind: 'time', cell: point => new Date(point.at * 1000).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }) },
                ...series.map(([label, value]) => ({ head: label, kind: 'number', cell: point => format(value(point)) })),
            ], happened, texts.noHistory)));
    if (happened.length > 0) {
        requestAnimationFrame(() => draw(place, points, series, format));
    }
    return figure;
}

function draw(place, points, series, format) {
    const colour = getComputedStyle(document.body).color;
    const grid = { stroke: 'rgb(128 128 128 / .25)', width: 1 };
    const drawn = new uPlot({
        width: Math.max(place.clientWidth, 240), height: 190, cursor: { drag: { x: false, y: false } },
        axes: [{ stroke: colour, grid, ticks: grid },
            { stroke: colour, grid, ticks: grid, size: 70, values: (_, ticks) => ticks.map(tick => Number.isInteger(tick) || format === bytes ? format(tick) : '') }],
        scales: { y: { range: (_, least, most) => [0, Math.max(most, 1) * 1.1] } },
        series: [{ label: texts.when }, ...series.map(([label], i) => ({
            label, stroke: COLOURS[i % COLOURS.length], width: 2, points: { show: false }, value: (_, value) => value === null ? '' : format(value),
        }))],
    }, [points.map(point => point.at), ...series.map(([, value]) => points.map(value))], place);
    new ResizeObserver(() => {
        if (place.clientWidth > 0 && place.clientWidth !== drawn.width) {
            drawn.setSize({ width: place.clientWidth, height: 190 });
        }
    }).observe(place);
}

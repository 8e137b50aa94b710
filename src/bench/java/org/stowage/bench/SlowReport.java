package org.stowage.bench;

import java.util.List;

/** The results with slow clients as a table. */
record SlowReport(List<SlowResult> results) {

    @Override
    public String toString() {
        Table table = new Table(List.of(
                "server",
                "slow clients, each way",
                "uploads / downloads right",
                "HEAD p50, p99 alone",
                "meanwhile",
                "PUT p50, p99 alone",
                "meanwhile",
                "heap / memory for each, KiB",
                "threads",
                "open files",
                "generator late, ms"));
        results.forEach(one -> table.row(cells(one)));
        StringBuilder text = new StringBuilder("## Slow clients at 4 KiB/s, and a fast one (ms)\n\n").append(table);
        results.stream()
                .filter(one -> !one.fault().isEmpty())
                .forEach(one -> text.append("\n- ")
                        .append(one.target())
                        .append(": ")
                        .append(one.fault())
                        .append('\n'));
        return text.toString();
    }

    private static List<String> cells(SlowResult one) {
        SlowResult.Times alone = one.unloaded();
        SlowResult.Times loaded = one.loaded();
        return List.of(
                one.target(),
                Integer.toString(one.clients()),
                one.uploads() + " / " + one.downloads(),
                pair(alone.headP50(), alone.headP99()),
                pair(loaded.headP50(), loaded.headP99()),
                pair(alone.putP50(), alone.putP99()),
                pair(loaded.putP50(), loaded.putP99()),
                Spread.number(one.heapKiB()) + " / " + Spread.number(one.residentKiB()),
                "+" + one.threads(),
                "+" + one.openFiles(),
                Long.toString(one.late()));
    }

    private static String pair(double p50, double p99) {
        return Spread.number(p50) + ", " + Spread.number(p99);
    }
}

package org.stowage.bench;

import java.util.List;
import java.util.Locale;

/** The results with many files as a table: each number of files beside the first. */
record ScaleReport(List<ScaleResult> results) {

    @Override
    public String toString() {
        Table table = new Table(
                List.of("server", "files", "started after, ms", "request", "p50, ms", "p99, ms", "p50 × first"));
        for (ScaleResult one : results) {
            table.row(
                    one.target(),
                    String.format(Locale.ROOT, "%,d", one.files()),
                    Long.toString(one.restartMillis()),
                    one.what(),
                    Spread.number(one.p50()),
                    Spread.number(one.p99()),
                    Spread.number(one.p50() / first(one).p50()) + (one.bad() > 0 ? " BAD: " + one.fault() : ""));
        }
        return "## Many files, one connection\n\n" + table;
    }

    private ScaleResult first(ScaleResult one) {
        return results.stream()
                .filter(other ->
                        other.target().equals(one.target()) && other.what().equals(one.what()))
                .findFirst()
                .orElse(one);
    }
}

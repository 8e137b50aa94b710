package org.stowage.bench;

import java.util.List;
import java.util.Locale;

/** The figures of retention and quotas as a table. */
record RetentionReport(List<RetentionResult> results) {

    @Override
    public String toString() {
        Table table = new Table(List.of("files", "what", "figure"));
        results.forEach(one -> table.row(String.format(Locale.ROOT, "%,d", one.files()), one.what(), one.figure()));
        return "## Retention and quotas, without a server\n\n" + table;
    }
}

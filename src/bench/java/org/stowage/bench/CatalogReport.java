package org.stowage.bench;

import java.util.List;
import java.util.Locale;

/** The figures of the catalog as a table. */
record CatalogReport(List<CatalogResult> results) {

    @Override
    public String toString() {
        Table table = new Table(List.of("files", "what", "figure"));
        results.forEach(one -> table.row(String.format(Locale.ROOT, "%,d", one.files()), one.what(), one.figure()));
        return "## The catalog, without a server\n\n" + table;
    }
}

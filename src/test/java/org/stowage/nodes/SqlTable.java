package org.stowage.nodes;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.stowage.catalog.sql.SqlNodeTable;

/** Nodes of other stores in the same database. */
final class SqlTable {

    private SqlTable() {}

    static void withAnotherStore(DataSource database, String name) throws IOException {
        NodeReport.Usages nothing = new NodeReport.Usages(List.of(), null, 1);
        NodeReport report = new NodeReport(1, new NodeReport.State("", true), nothing);
        new SqlNodeTable(database, name).meet(new NodeIdentity(name, name, "1"), report, Map.of());
    }
}

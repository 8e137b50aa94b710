package org.stowage;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.sql.SqlNodeTable;
import org.stowage.nodes.NodeContact;
import org.stowage.nodes.NodeIdentity;
import org.stowage.nodes.NodeReport;
import org.stowage.nodes.NodeTable;

/** The table of the nodes in a DataSource of the server. Both are looked up at the first use, as for the catalog. */
final class DataSourceNodes implements NodeTable {

    private final String name;
    private final DataSourceEngine.StoreId store;
    private @Nullable SqlNodeTable table;

    /**
     * Looks nothing up yet.
     *
     * @param name the JNDI name of the DataSource
     * @param store the id of the store
     */
    DataSourceNodes(String name, DataSourceEngine.StoreId store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public NodeContact meet(NodeIdentity own, NodeReport report, Map<String, Long> beats) throws IOException {
        return table().meet(own, report, beats);
    }

    @Override
    public void leave(NodeIdentity own) throws IOException {
        table().leave(own);
    }

    private SqlNodeTable table() throws IOException {
        SqlNodeTable known = table;
        if (known == null) {
            known = new SqlNodeTable(DataSourceEngine.source(name), store.get());
            table = known;
        }
        return known;
    }
}

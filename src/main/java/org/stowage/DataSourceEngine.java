package org.stowage;

import java.io.IOException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.Catalog;
import org.stowage.catalog.CatalogEngine;
import org.stowage.catalog.CatalogWriter;
import org.stowage.catalog.sql.SqlEngine;

/**
 * The catalog in a DataSource of the server. The DataSource and the id of the store are looked up at the first use,
 * because both may become ready after this deployment has started.
 */
final class DataSourceEngine implements CatalogEngine {

    private final String name;
    private final StoreId store;
    private final String node;
    private @Nullable SqlEngine engine;

    /**
     * Looks nothing up yet.
     *
     * @param name the JNDI name of the DataSource
     * @param store the id of the store
     * @param node the id of this node
     */
    DataSourceEngine(String name, StoreId store, String node) {
        this.name = name;
        this.store = store;
        this.node = node;
    }

    /** Returns an id that no other store has; throws if the store is not there. */
    interface StoreId {
        String get() throws IOException;
    }

    @Override
    public Optional<CatalogWriter> openToWrite() throws IOException {
        return engine().openToWrite();
    }

    @Override
    public Optional<Catalog> openToRead() throws IOException {
        return engine().openToRead();
    }

    @Override
    public void discard() throws IOException {
        engine().discard();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    private SqlEngine engine() throws IOException {
        SqlEngine known = engine;
        if (known == null) {
            known = new SqlEngine(source(name), store.get(), node);
            engine = known;
        }
        return known;
    }

    /** The name comes from the settings and begins with {@code java:}, so the look-up stays within the server. */
    @SuppressWarnings("BanJNDI")
    static DataSource source(String name) throws IOException {
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new IOException("the server has no DataSource " + name, e);
        }
    }
}

package org.stowage.server;

import java.util.Map;

/** The catalog in a DataSource of Tomcat 11. */
final class Tomcat11DatabaseCatalogIT extends DatabaseCatalogContract<TomcatFolder> {

    Tomcat11DatabaseCatalogIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }

    @Override
    ServerProcess start(TomcatFolder empty, String address, Map<String, String> environment) throws Exception {
        return TomcatPool.start(empty, address, environment);
    }

    @Override
    String pool() {
        return TomcatPool.NAME;
    }
}

package org.stowage.server;

import java.util.Map;

/** The catalog in a data source of WildFly. */
final class WildFlyDatabaseCatalogIT extends DatabaseCatalogContract<WildFlyFolder> {

    WildFlyDatabaseCatalogIT() throws Exception {
        super(WildFlyFolder.stock());
    }

    @Override
    ServerProcess start(WildFlyFolder empty, String address, Map<String, String> environment) throws Exception {
        return WildFlyPool.start(empty, address, environment, Folders.named("stowage.thin.war"));
    }

    @Override
    String pool() {
        return WildFlyPool.NAME;
    }
}

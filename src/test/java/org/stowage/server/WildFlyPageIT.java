package org.stowage.server;

/** The administration's page on WildFly. */
final class WildFlyPageIT extends PageContract {

    WildFlyPageIT() throws Exception {
        super(new WildFlyAdminIT());
    }
}

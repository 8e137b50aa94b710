package org.stowage.server;

/** An admin's orders to a WildFly. */
final class WildFlyTakedownIT extends TakedownContract {

    WildFlyTakedownIT() throws Exception {
        super(WildFlyFolder.stock());
    }
}

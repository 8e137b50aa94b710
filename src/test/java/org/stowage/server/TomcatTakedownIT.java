package org.stowage.server;

/** An admin's orders to a Tomcat. */
final class TomcatTakedownIT extends TakedownContract {

    TomcatTakedownIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }
}

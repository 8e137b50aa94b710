package org.stowage.server;

/** The timeouts of Tomcat 11. */
final class Tomcat11StalledClientsIT extends TomcatStalledClients {

    Tomcat11StalledClientsIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }
}

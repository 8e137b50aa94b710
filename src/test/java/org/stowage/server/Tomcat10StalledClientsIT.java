package org.stowage.server;

/** The timeouts of Tomcat 10.1. */
final class Tomcat10StalledClientsIT extends TomcatStalledClients {

    Tomcat10StalledClientsIT() throws Exception {
        super(TomcatFolder.tomcat10());
    }
}

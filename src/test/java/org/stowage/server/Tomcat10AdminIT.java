package org.stowage.server;

/** The administration's URLs on Tomcat 10. */
final class Tomcat10AdminIT extends TomcatAdmin {

    Tomcat10AdminIT() throws Exception {
        super(TomcatFolder.tomcat10());
    }
}

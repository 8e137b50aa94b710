package org.stowage.server;

/** The administration's URLs on Tomcat 11. */
final class Tomcat11AdminIT extends TomcatAdmin {

    Tomcat11AdminIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }
}

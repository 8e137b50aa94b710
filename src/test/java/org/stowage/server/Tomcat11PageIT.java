package org.stowage.server;

/** The administration's page on Tomcat 11. */
final class Tomcat11PageIT extends PageContract {

    Tomcat11PageIT() throws Exception {
        super(new Tomcat11AdminIT());
    }
}

package org.stowage.server;

/** The ways of Tomcat 10.1. */
final class Tomcat10DownloadsIT extends TomcatDownloads {

    Tomcat10DownloadsIT() throws Exception {
        super(TomcatFolder.tomcat10());
    }
}

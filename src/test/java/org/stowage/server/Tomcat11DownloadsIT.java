package org.stowage.server;

/** The ways of Tomcat 11. */
final class Tomcat11DownloadsIT extends TomcatDownloads {

    Tomcat11DownloadsIT() throws Exception {
        super(TomcatFolder.tomcat11());
    }
}

package org.stowage.server;

/** TLS and HTTP/2 of Tomcat 11. */
final class Tomcat11Http2IT extends TomcatHttp2 {

    Tomcat11Http2IT() throws Exception {
        super(TomcatFolder.tomcat11());
    }
}

package org.stowage.server;

/** TLS and HTTP/2 of Tomcat 10.1. */
final class Tomcat10Http2IT extends TomcatHttp2 {

    Tomcat10Http2IT() throws Exception {
        super(TomcatFolder.tomcat10());
    }
}

package org.stowage.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** The administration's URLs on Tomcat 10, which believes a proxy by {@code server-config/tomcat/proxy.xml}; nobody is behind one. */
final class Tomcat10AdminIT extends TomcatAdmin {

    Tomcat10AdminIT() throws Exception {
        super(TomcatFolder.tomcat10());
    }

    @Override
    void prepare() throws Exception {
        super.prepare();
        String valve = Files.readString(Path.of("server-config/tomcat/proxy.xml"));
        folder().addValve(valve.substring(valve.indexOf("-->") + 3));
    }
}

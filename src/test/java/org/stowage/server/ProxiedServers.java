package org.stowage.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.stowage.it.Signed;

/**
 * A WildFly and a Tomcat that believe a proxy, each with {@link ProbeWar} below {@code /upload/probe}, {@code /upload/-} and
 * {@code /inner}.
 */
final class ProxiedServers {

    /** The host of the tenant {@code capulet}; all other hosts are nobody's in particular. */
    static final String CAPULET = "upload.capulet.example";

    /** Its secret. There is no room for its files. */
    static final String CAPULETS_SECRET = "quite another secret";

    private static final Map<String, String> SETTINGS = Map.of(
            "STOWAGE_SECRET",
            Signed.SECRET,
            "STOWAGE_TENANTS",
            "capulet",
            "STOWAGE_TENANT_CAPULET_HOST",
            CAPULET,
            "STOWAGE_TENANT_CAPULET_SECRET",
            CAPULETS_SECRET,
            "STOWAGE_TENANT_CAPULET_QUOTA",
            "1");

    private final WildFlyFolder wildfly = WildFlyFolder.configured();
    private final TomcatFolder tomcat = TomcatFolder.tomcat11();

    private ProxiedServers() throws Exception {
        String valve = Files.readString(Path.of("server-config/tomcat/proxy.xml"));
        tomcat.addValve(valve.substring(valve.indexOf("-->") + 3));
        for (ServerFolder folder : List.of(wildfly, tomcat)) {
            folder.deploy(Folders.named("stowage.war"), "upload");
            for (String path : List.of("/upload/probe", "/upload/-", "/inner")) {
                ProbeWar.deploy(folder, path);
            }
        }
        ServerProcess.start(tomcat, SETTINGS);
        ServerProcess.start(wildfly, SETTINGS);
        new WildFlyCli(wildfly).runScript("server-config/wildfly/proxy.cli", Map.of());
    }

    /** The ports to which proxies hand on, by the names of the servers. */
    Map<String, Integer> ports() {
        return Map.of("WildFly", wildfly.port(), "Tomcat", tomcat.port());
    }

    WildFlyFolder wildfly() {
        return wildfly;
    }

    TomcatFolder tomcat() {
        return tomcat;
    }

    /** Starts them for the first test class of this JVM that asks; they end with it. */
    static final class OfAllTests implements ParameterResolver {

        private static final Map<String, ProxiedServers> RUNNING = new ConcurrentHashMap<>();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ProxiedServers.class;
        }

        @Override
        public ProxiedServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return RUNNING.computeIfAbsent("", key -> started());
        }

        private static ProxiedServers started() {
            try {
                return new ProxiedServers();
            } catch (Exception e) {
                throw new IllegalStateException("the servers behind the proxies do not start", e);
            }
        }
    }
}

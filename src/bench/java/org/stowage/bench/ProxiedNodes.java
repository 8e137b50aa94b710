package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One or more Tomcats over one store behind nginx, which hands each request to the next.
 *
 * @param tomcat as it runs alone
 * @param ports of the nodes
 */
record ProxiedNodes(Tomcat tomcat, List<Integer> ports) implements Program {

    @Override
    public void prepare(Site site) throws IOException {
        for (int node = 0; node < ports.size(); node++) {
            Site own = own(site, node);
            Files.createDirectories(own.folder());
            Files.createDirectories(own.store());
            tomcat.prepare(own);
        }
        String servers =
                ports.stream().map(port -> "server 127.0.0.1:" + port + ";").collect(Collectors.joining(" "));
        Files.writeString(
                site.folder().resolve("nginx.conf"),
                Files.readString(Path.of("src/bench/nginx/nodes.conf"))
                        .replace("FILES", Long.toString(Limits.openFiles()))
                        .replace("NODES", servers)
                        .replace("PORT", Integer.toString(site.port())));
    }

    @Override
    public List<String> command(Site site) {
        String nodes = IntStream.range(0, ports.size())
                .mapToObj(node -> start(own(site, node)))
                .collect(Collectors.joining());
        String folder = site.folder().toString();
        return List.of(
                "sh",
                "-c",
                nodes + "exec " + Nginx.executable() + " -e stderr -p " + folder + " -c " + folder + "/nginx.conf");
    }

    @Override
    public Map<String, String> environment(Site site) {
        return tomcat.environment(site);
    }

    private static String start(Site own) {
        return "CATALINA_BASE=" + own.folder() + " STOWAGE_BASE_PATH=" + own.store() + " CATALINA_OPTS=-Dbench.port="
                + own.port() + " sh $CATALINA_HOME/bin/catalina.sh run & ";
    }

    private Site own(Site site, int node) {
        return new Site(
                site.folder().resolve("node-" + node),
                site.store().resolve("node-" + node),
                ports.get(node),
                site.fsync(),
                site.heap(),
                site.storage());
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.metrics.UploadsMXBean;

/**
 * A server that has no descriptor left, before its first upload and after: it says 503, and goes on as soon as it has some again.
 * On Tomcat a second host has the same deployment under the same path.
 */
@Timeout(300)
final class DescriptorsIT {

    private static final int CLIENTS = 4;

    private static final Map<String, String> SECRETS =
            Map.of("STOWAGE_SECRET", Signed.SECRET, "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET);

    @Test
    void wildflyComesBackByItself() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        try (ServerProcess server = ServerProcess.start(folder, SECRETS)) {
            runsOutAndComesBack(server, folder.port());
        }
    }

    @Test
    void tomcatComesBackByItselfAndHasTwoHostsWithTheSamePath() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        addHost(folder);
        try (ServerProcess server = ServerProcess.start(folder, SECRETS)) {
            runsOutAndComesBack(server, folder.port());
            try (RawHttp http = new RawHttp(folder.port())) {
                http.sendTo("two.example", "GET", "/upload/-/health/live");
                assertThat(http.answer("GET").status()).isEqualTo(200);
            }
            assertThat(server.log()).contains(",host=\"Catalina/");
            unregister(server);
            server.stop();
            // What does not end well keeps nothing of the rest from ending.
            assertThat(server.log()).doesNotContain("started a thread named", "does not end");
        }
    }

    private static void runsOutAndComesBack(ServerProcess server, int port) throws Exception {
        for (int round = 0; round < 2; round++) {
            List<RawHttp> clients = accepted(port);
            limit(server, 3);
            for (RawHttp client : clients.subList(1, clients.size())) {
                assertThat(put(client, Signed.freshPath("none.bin"), 10).status())
                        .isEqualTo(503);
            }
            // To look whether there is a file takes none.
            assertThat(clients.get(0)
                            .exchange("GET", "/upload/" + Signed.freshPath("none.bin"))
                            .status())
                    .isEqualTo(404);
            limit(server, 4096);
            for (RawHttp client : clients) {
                client.close();
            }
            works(port);
        }
        assertThat(server.log())
                .contains("503 store-unavailable")
                .doesNotContain("NoClassDefFoundError", "500 internal");
        try (RunningBean<UploadsMXBean> uploads = RunningBean.of(server, "Uploads", UploadsMXBean.class)) {
            assertThat(uploads.proxy().getRefusedByCode()).doesNotContainKey("internal");
        }
    }

    private static void works(int port) throws IOException {
        String path = Signed.freshPath("some.bin");
        try (RawHttp http = new RawHttp(port)) {
            assertThat(put(http, path, 10).status()).isEqualTo(201);
            assertThat(http.exchange("GET", "/upload/" + path).status()).isEqualTo(200);
            String token = Signed.mac(path + "\0" + Signed.DELETE_SECRET);
            assertThat(http.exchange("DELETE", "/upload/" + path + "?token=" + token)
                            .status())
                    .isEqualTo(204);
        }
    }

    /** Connections that the server has taken and that nobody has used for an upload; Tomcat closes one with each 503. */
    private static List<RawHttp> accepted(int port) throws IOException {
        List<RawHttp> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            RawHttp http = new RawHttp(port);
            http.exchange("GET", "/nothing-here");
            clients.add(http);
        }
        return clients;
    }

    /** So few that nothing can be opened any more, or enough. */
    private static void limit(ServerProcess server, int descriptors) throws Exception {
        int status = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + descriptors + ":")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("prlimit").isZero();
    }

    private static Answer put(RawHttp http, String path, int size) throws IOException {
        http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
        http.send(new byte[size]);
        return http.answer("PUT");
    }

    /** Connections stay open for as long as the test needs them. */
    private static void addHost(TomcatFolder folder) throws IOException {
        Path file = folder.path().resolve("conf/server.xml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("connectionTimeout=\"5000\"", "connectionTimeout=\"60000\"")
                        .replace("</Engine>", "<Host name=\"two.example\" appBase=\"webapps\"/></Engine>"));
    }

    /** As somebody does with a console: one of our endings then finds nothing to end. */
    private static void unregister(ServerProcess server) throws Exception {
        try (RunningBean<UploadsMXBean> bean = RunningBean.of(server, "Uploads", UploadsMXBean.class)) {
            bean.connector()
                    .getMBeanServerConnection()
                    .unregisterMBean(new javax.management.ObjectName("org.stowage:type=Uploads,context=\"/upload/\""));
        }
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.CatalogMXBean;
import org.stowage.management.StoreMXBean;

/** A server that serves {@code /upload/} from a store that others may serve, too; to its clients and to its admin. */
final class Node implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ServerFolder folder;
    private final ServerProcess server;
    private RunningBean<CatalogMXBean> catalog;

    Node(ServerFolder folder, ServerProcess server) throws IOException {
        this.folder = folder;
        this.server = server;
        this.catalog = RunningBean.of(server, "Catalog", CatalogMXBean.class);
    }

    ServerProcess server() {
        return server;
    }

    /** Returns the port for clients. */
    int port() {
        return folder.port();
    }

    CatalogMXBean catalog() {
        return catalog.proxy();
    }

    /** Starts the server after it was stopped or killed. */
    void startAgain() throws IOException, InterruptedException {
        catalog.close();
        server.startAgain();
        catalog = RunningBean.of(server, "Catalog", CatalogMXBean.class);
    }

    /** The log of all starts. */
    String wholeLog() throws IOException {
        return Files.readString(server.logFile());
    }

    /** Uploads under a new path or, if it has a slash, under that one; returns the path. */
    String put(String name, int size) throws IOException {
        String path = name.contains("/") ? name : Signed.freshPath(name);
        assertThat(tryPut(path, size).status()).isEqualTo(201);
        return path;
    }

    Answer tryPut(String path, int size) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size);
            http.send(new byte[size]);
            return http.answer("PUT");
        }
    }

    int get(String path) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange("GET", "/upload/" + path).status();
        }
    }

    /** Deletes as an admin does. */
    boolean delete(String path) throws IOException {
        try (RunningBean<StoreMXBean> store = RunningBean.store(server)) {
            return store.proxy().deleteFile(path);
        }
    }

    /** What is to become true. */
    interface Condition {
        boolean holds(CatalogMXBean catalog) throws IOException;
    }

    void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds(catalog())) {
            assertThat(System.nanoTime())
                    .as(
                            "%s waited too long for %s; trouble: %s",
                            server, what, catalog().getTrouble())
                    .isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        catalog.close();
        server.close();
    }
}

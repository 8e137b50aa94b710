package org.stowage.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stowage.catalog.sql.Postgres;
import org.stowage.ceph.CephCluster;
import org.stowage.ceph.SharedCeph;
import org.stowage.it.Signed;
import org.stowage.program.RunningProgram;
import org.stowage.storage.s3.BucketPlace;
import org.stowage.storage.s3.ObjectStoreServer;

/**
 * A WildFly and a Tomcat as nodes over one bucket of Ceph, each with both gateways, each with another one first, with their catalog in PostgreSQL, behind nginx. The
 * Tomcat's clock can be set.
 */
final class CephNodes implements AutoCloseable {

    private static final String USER = "stowage";
    private static final String PASSWORD = "correct-horse-5";

    private final CephCluster ceph = SharedCeph.cluster();
    private final BucketPlace bucket = ObjectStoreServer.shared().newBucket();
    private final Postgres postgres;
    private final Node wildfly;
    private final Node tomcat;
    private final FalseClock clock;
    private final int port = RunningProgram.freePort();
    private final RunningProgram nginx;

    /** Starts them all; the folder is for PostgreSQL. */
    CephNodes(Path empty) throws Exception {
        postgres = Postgres.start(empty);
        postgres.newUser(USER, PASSWORD);
        WildFlyFolder first = WildFlyFolder.stock();
        TomcatFolder second = TomcatFolder.tomcat11();
        clock = FalseClock.in(second.path());
        Path war = Folders.named("stowage.s3.war");
        wildfly = new Node(first, WildFlyPool.start(first, address(), settings(0, WildFlyPool.NAME, first), war));
        Map<String, String> ofTomcat = new HashMap<>(settings(1, TomcatPool.NAME, second));
        ofTomcat.putAll(clock.environment());
        tomcat = new Node(second, TomcatPool.start(second, address(), ofTomcat, war));
        nginx = NginxNodes.start(
                Files.createTempDirectory("stowage-nginx"), port, List.of(first.port(), second.port()));
    }

    /** Returns the port of nginx. */
    int port() {
        return port;
    }

    /** Returns the base URL by nginx. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/upload/");
    }

    CephCluster ceph() {
        return ceph;
    }

    Postgres postgres() {
        return postgres;
    }

    Node wildfly() {
        return wildfly;
    }

    Node tomcat() {
        return tomcat;
    }

    /** Returns the clock of the Tomcat. */
    FalseClock clock() {
        return clock;
    }

    @Override
    public void close() throws IOException {
        nginx.close();
        tomcat.close();
        wildfly.close();
        postgres.close();
    }

    private String address() {
        return "127.0.0.1:" + postgres.port();
    }

    /** All of them, beginning with another one. */
    private String gateways(int first) {
        List<URI> urls = new ArrayList<>(ceph.gatewayUrls());
        Collections.rotate(urls, -first);
        return String.join(",", urls.stream().map(URI::toString).toList());
    }

    private Map<String, String> settings(int firstGateway, String pool, ServerFolder folder) {
        return Map.of(
                "STOWAGE_SECRET",
                Signed.SECRET,
                "STOWAGE_BASE_PATH",
                folder.path().resolve("spool").toString(),
                "STOWAGE_CATALOG",
                pool,
                DatabaseCatalogContract.PASSWORD_VARIABLE,
                PASSWORD,
                "STOWAGE_STORAGE",
                "s3",
                "STOWAGE_S3_ENDPOINT",
                gateways(firstGateway),
                "STOWAGE_S3_BUCKET",
                bucket.name(),
                "STOWAGE_S3_PREFIX",
                bucket.prefix(),
                "STOWAGE_S3_ACCESS_KEY",
                CephCluster.KEY,
                "STOWAGE_S3_SECRET_KEY",
                CephCluster.SECRET);
    }
}

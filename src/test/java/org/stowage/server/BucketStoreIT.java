package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.storage.s3.BucketPlace;
import org.stowage.storage.s3.ObjectStoreServer;

/** A server whose files are in a bucket of a real object store. */
@Timeout(600)
final class BucketStoreIT {

    private static final byte[] CONTENT = "0123456789".repeat(50_000).getBytes(StandardCharsets.US_ASCII);

    private final BucketPlace bucket = ObjectStoreServer.shared().newBucket();

    @Test
    void tomcatServesFromABucketAndKeepsNothingOfItsOwn() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.s3.war"), "upload");
        try (ServerProcess server =
                ServerProcess.start(folder, settings(folder.path().resolve("first")))) {
            serve(folder, server);
            String kept = Signed.freshPath("kept.bin");
            assertThat(put(folder, kept)).isEqualTo(201);
            server.stop();
            server.startAgain(settings(folder.path().resolve("second")));
            assertThat(ask(folder, "GET", kept).body()).isEqualTo(CONTENT);
            assertThat(put(folder, kept)).isEqualTo(409);
            assertThat(server.log()).doesNotContain(ObjectStoreServer.KEY.secret());
        }
    }

    @Test
    void wildflyServesFromABucket() throws Exception {
        WildFlyFolder folder = WildFlyFolder.configured();
        folder.deploy(Folders.named("stowage.s3.war"), "upload");
        try (ServerProcess server =
                ServerProcess.start(folder, settings(folder.path().resolve("first")))) {
            serve(folder, server);
        }
    }

    @Test
    void warWithoutTheClientNamesTheOneThatHasIt() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        try (ServerProcess server =
                ServerProcess.start(folder, settings(folder.path().resolve("first")))) {
            assertThat(server.log())
                    .contains("Stowage cannot start: stowage.storage=s3 needs upload-s3.war: deploy that file instead")
                    .doesNotContain("NoClassDefFoundError");
        }
    }

    @Test
    void bucketThatIsNotThereStopsTheDeployment() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.s3.war"), "upload");
        Map<String, String> settings = new HashMap<>(settings(folder.path().resolve("first")));
        settings.put("STOWAGE_S3_BUCKET", "none-such");
        try (ServerProcess server = ServerProcess.start(folder, settings)) {
            assertThat(server.log())
                    .contains(
                            "Stowage cannot start: the store cannot be used: the bucket none-such, prefix some/prefix/, at "
                                    + ObjectStoreServer.shared().endpoint() + " does not exist; create it");
        }
    }

    /** No thread, no pool of connections and no class of the SDK outlasts its deployment. */
    @Test
    void tomcatFreesEverythingWhenItRedeploys() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.s3.war"), "upload");
        try (ServerProcess server =
                        ServerProcess.start(folder, settings(folder.path().resolve("first")));
                TomcatHost host = TomcatHost.of(server)) {
            for (int round = 0; round < 3; round++) {
                serve(folder, server);
                host.reload();
            }
            serve(folder, server);
            assertThat(host.leaks()).isEmpty();
            server.stop();
            assertThat(server.log()).doesNotContain("leak", "failed to stop it", "SEVERE");
        }
    }

    private void serve(ServerFolder folder, ServerProcess server) throws IOException {
        String path = Signed.freshPath("a.bin");
        assertThat(put(folder, path)).isEqualTo(201);
        assertThat(put(folder, path)).isEqualTo(409);
        assertThat(ask(folder, "GET", path).body()).isEqualTo(CONTENT);
        assertThat(ask(folder, "HEAD", path).header("Content-Length")).contains(Integer.toString(CONTENT.length));
        Answer part = ask(folder, "GET", path, "Range: bytes=300000-300004");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("01234");
        assertThat(ask(folder, "GET", Signed.freshPath("never.bin")).status()).isEqualTo(404);
        assertThat(ask(folder, "DELETE", path + "?token=" + Signed.mac(path + "\0" + Signed.DELETE_SECRET))
                        .status())
                .isLessThan(300);
        assertThat(ask(folder, "GET", path).status()).isEqualTo(410);
        assertThat(put(folder, path)).isEqualTo(409);
        assertThat(server.log()).contains("from the bucket " + bucket.name() + ", prefix some/prefix/, at ");
    }

    private Map<String, String> settings(Path base) {
        return Map.of(
                "STOWAGE_SECRET", Signed.SECRET,
                "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET,
                "STOWAGE_BASE_PATH", base.toString(),
                "STOWAGE_STORAGE", "s3",
                "STOWAGE_S3_ENDPOINT", ObjectStoreServer.shared().endpoint().toString(),
                "STOWAGE_S3_BUCKET", bucket.name(),
                "STOWAGE_S3_PREFIX", bucket.prefix(),
                "STOWAGE_S3_ACCESS_KEY", ObjectStoreServer.KEY.id(),
                "STOWAGE_S3_SECRET_KEY", ObjectStoreServer.KEY.secret());
    }

    private static Answer ask(ServerFolder folder, String method, String path, String... fields) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange(method, "/upload/" + path, fields);
        }
    }

    private static int put(ServerFolder folder, String path) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, CONTENT.length), "Content-Length: " + CONTENT.length);
            http.send(CONTENT);
            return http.answer("PUT").status();
        }
    }
}

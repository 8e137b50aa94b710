package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.management.metrics.UploadsMXBean;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Tombstone.Reason;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/**
 * A server whose store's disk is not mounted, at its start and later: it looks like an empty folder, and nobody is told that
 * there is nothing.
 */
@Timeout(600)
final class MissingStoreIT {

    private static final String WORDS = "The file store is not available; try again later.\n";
    private static final byte[] CONTENT = {1, 2, 3};

    private final String there = Signed.freshPath("there.bin");
    private final String down = Signed.freshPath("down.bin");

    @Test
    void tomcatWaitsForTheStore() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        goAwayAndComeBack(folder, MissingStoreIT::isSentByTomcat);
    }

    @Test
    void wildflyWaitsForTheStore() throws Exception {
        WildFlyFolder folder = WildFlyFolder.configured();
        folder.deploy(Folders.named("stowage.war"), "upload");
        goAwayAndComeBack(folder, MissingStoreIT::isSentByUndertow);
    }

    private void goAwayAndComeBack(ServerFolder folder, WithoutCopy download) throws Exception {
        Path base = folder.path().resolve("mount");
        Path disk = folder.path().resolve("disk");
        Map<String, String> settings = Map.of(
                "STOWAGE_SECRET", Signed.SECRET,
                "STOWAGE_DELETE_SECRET", Signed.DELETE_SECRET,
                "STOWAGE_BASE_PATH", base.toString());
        try (ServerProcess server = ServerProcess.start(folder, settings)) {
            assertThat(put(folder, there)).isEqualTo(201);
            assertThat(put(folder, down)).isEqualTo(201);
            takeDown(base);
            assertAsBefore(folder);
            unmount(base, disk);
            assertMissing(folder, base, server);
            mount(base, disk);
            awaitStore(folder);
            assertAsBefore(folder);
            assertThat(server.log()).contains("The store is there again: " + base);
            server.stop();
            unmount(base, disk);
            server.startAgain();
            assertMissing(folder, base, server);
            assertThat(server.log()).doesNotContain("The store has 0 files");
            mount(base, disk);
            awaitStore(folder);
            assertAsBefore(folder);
            assertThat(server.log()).containsOnlyOnce("Downloads are copied while the store is missing");
            assertThat(download.isSent(folder, server))
                    .as("sent without a copy")
                    .isTrue();
        }
    }

    /** Finds out how a download is answered now. */
    private interface WithoutCopy {
        boolean isSent(ServerFolder folder, ServerProcess server) throws Exception;
    }

    /** What Tomcat's connector sends counts as completed when it begins: before a client that reads nothing has it. */
    private static boolean isSentByTomcat(ServerFolder folder, ServerProcess server) throws Exception {
        String path = Signed.freshPath("large.bin");
        assertThat(put(folder, path, new byte[20_000_000])).isEqualTo(201);
        try (RawHttp http = new RawHttp(DownloadWaysContract.plain(folder.port()));
                RunningBean<UploadsMXBean> figures = RunningBean.of(server, "Uploads", UploadsMXBean.class)) {
            long before = figures.proxy().getDownloadsCompleted();
            http.send("GET", "/upload/" + path);
            new OpenFiles(server, folder.path().resolve("mount/files")).await(1);
            return figures.proxy().getDownloadsCompleted() == before + 1;
        }
    }

    /** What is sent by Undertow's connection does not reach the servlet, whose requests WildFly counts. */
    private static boolean isSentByUndertow(ServerFolder folder, ServerProcess server) throws Exception {
        String path = Signed.freshPath("a.bin");
        assertThat(put(folder, path)).isEqualTo(201);
        ObjectName servlet = new ObjectName("jboss.as:deployment=upload.war,subsystem=undertow,servlet=Stowage");
        try (RunningBean<UploadsMXBean> any = RunningBean.of(server, "Uploads", UploadsMXBean.class)) {
            MBeanServerConnection beans = any.connector().getMBeanServerConnection();
            Object before = beans.getAttribute(servlet, "requestCount");
            assertThat(ask(folder, "GET", path).status()).isEqualTo(200);
            return beans.getAttribute(servlet, "requestCount").equals(before);
        }
    }

    /** While one thread opens the store again, requests of others are still told to come later. */
    private void awaitStore(ServerFolder folder) throws Exception {
        for (int i = 0; i < 200 && ask(folder, "GET", there).status() == 503; i++) {
            Thread.sleep(50);
        }
    }

    private void assertAsBefore(ServerFolder folder) throws Exception {
        assertThat(ask(folder, "GET", there).body()).isEqualTo(CONTENT);
        assertThat(ask(folder, "GET", down).status()).isEqualTo(451);
        assertThat(put(folder, down)).isEqualTo(409);
        assertThat(put(folder, there)).isEqualTo(409);
        assertThat(put(folder, "banned.bin")).isEqualTo(403);
        assertThat(ask(folder, "GET", "never.bin").status()).isEqualTo(404);
    }

    private void assertMissing(ServerFolder folder, Path base, ServerProcess server) throws Exception {
        for (String path : new String[] {there, down, "never.bin"}) {
            Answer answer = ask(folder, "GET", path);
            assertThat(answer.status()).as("GET %s", path).isEqualTo(503);
            assertThat(answer.text()).isEqualTo(WORDS);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(ask(folder, "HEAD", path).status()).as("HEAD %s", path).isEqualTo(503);
            assertThat(put(folder, path)).as("PUT %s", path).isEqualTo(503);
            assertThat(ask(folder, "DELETE", deletion(path)).status())
                    .as("DELETE %s", path)
                    .isEqualTo(503);
        }
        assertThat(server.log())
                .contains("The store is missing: the base path " + base + " holds no store")
                .contains("What to do: mount it, or set stowage.base-path");
        assertThat(base).isEmptyDirectory();
    }

    /** Another process does it, as a second server would. */
    private void takeDown(Path base) throws IOException {
        try (FileRepository store = LocalRepository.open(base, Durability.FSYNC, Clock.systemUTC())) {
            assertThat(store.delete(new FileKey(down), Reason.TAKEN_DOWN)).isPresent();
            store.bans()
                    .add(new Ban(Ban.Kind.PATH, "banned.bin", Clock.systemUTC().instant(), "a test"));
        }
    }

    private static void unmount(Path base, Path disk) throws IOException {
        Files.move(base, disk);
        Files.createDirectory(base);
    }

    private static void mount(Path base, Path disk) throws IOException {
        Files.delete(base);
        Files.move(disk, base);
    }

    private static String deletion(String path) {
        return path + "?token=" + Signed.mac(path + "\0" + Signed.DELETE_SECRET);
    }

    private static Answer ask(ServerFolder folder, String method, String path) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange(method, "/upload/" + path);
        }
    }

    private static int put(ServerFolder folder, String path) throws IOException {
        return put(folder, path, CONTENT);
    }

    private static int put(ServerFolder folder, String path, byte[] content) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, content.length), "Content-Length: " + content.length);
            http.send(content);
            return http.answer("PUT").status();
        }
    }
}

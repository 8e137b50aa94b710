package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.StoreMXBean;

/** A server whose store is on a file system of 4 MiB, which only root can mount. */
final class SmallDiskIT {

    @TempDir
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        int status = run("mount", "-t", "tmpfs", "-o", "size=4m", "stowage-test", disk.toString());
        assumeTrue(status == 0, "a small file system cannot be mounted here: the test needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void tomcatSaysThatItIsFullAndGoesOn() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(Folders.named("stowage.war"), "upload");
        fill(folder);
    }

    @Test
    void wildflySaysThatItIsFullAndGoesOn() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(Folders.named("stowage.war"), "upload");
        fill(folder);
    }

    private void fill(ServerFolder folder) throws Exception {
        Map<String, String> secret = Map.of("STOWAGE_SECRET", Signed.SECRET);
        try (ServerProcess server = ServerProcess.start(folder, secret, "-Dstowage.base-path=" + disk)) {
            String first = Signed.freshPath("first.bin");
            assertThat(put(folder, first, 2_000_000).status()).isEqualTo(201);
            // Told before a byte of the body is read.
            RawHttp.Answer refused = put(folder, Signed.freshPath("too-much.bin"), 3_000_000);
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.text()).isEqualTo("The file store is full; try again later.\n");
            assertThat(fillTogether(folder)).contains(507);
            assertThat(server.log()).contains("507 out-of-space").contains(disk.toString());
            bansAndTakesDown(folder, server);
            // Whoever was refused left no bytes behind, so that there is room again for a small one.
            Files.delete(ballast());
            assertThat(put(folder, Signed.freshPath("small.bin"), 100_000).status())
                    .isEqualTo(201);
            assertThat(get(folder, first).body()).hasSize(2_000_000);
        }
    }

    /** Two uploads that each find room at their beginning, and then not: somebody else's file takes it. */
    private List<Integer> fillTogether(ServerFolder folder) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (RawHttp one = new RawHttp(folder.port())) {
            one.send("PUT", "/upload/" + Signed.v1(Signed.freshPath("mid.bin"), 1_000_000), "Content-Length: 1000000");
            one.send(new byte[500_000]);
            Files.write(ballast(), new byte[1_500_000]);
            try {
                one.send(new byte[500_000]);
            } catch (IOException answeredAlready) {
                // The answer is still to be read.
            }
            statuses.add(one.answer("PUT").status());
        }
        return statuses;
    }

    /** Not a byte is free any more. */
    private void bansAndTakesDown(ServerFolder folder, ServerProcess server) throws Exception {
        Files.delete(ballast());
        String small = Signed.freshPath("bad.bin");
        assertThat(put(folder, small, 1000).status()).isEqualTo(201);
        fillUp();
        try (RunningBean<StoreMXBean> store = RunningBean.store(server)) {
            assertThat(store.proxy().banOwner("romeo@montague.example", "spam")).isZero();
            assertThat(store.proxy().banPath(small, "spam")).isEqualTo(1);
            assertThat(store.proxy().listBans("owner")).containsKey("romeo@montague.example");
        }
        assertThat(get(folder, small).status()).isEqualTo(451);
    }

    private void fillUp() throws IOException {
        try (var channel = Files.newByteChannel(ballast(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (channel.write(ByteBuffer.allocate(4096)) > 0) {
                // until it throws
            }
        } catch (IOException full) {
            assertThat(Files.size(ballast())).isPositive();
        }
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    private static RawHttp.Answer put(ServerFolder folder, String path, int size) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", "/upload/" + Signed.v1(path, size), "Content-Length: " + size, "Expect: 100-continue");
            RawHttp.Answer answer = http.answer("PUT");
            if (answer.status() != 100) {
                return answer;
            }
            http.send(new byte[size]);
            return http.answer("PUT");
        }
    }

    private static RawHttp.Answer get(ServerFolder folder, String path) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange("GET", "/upload/" + path);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

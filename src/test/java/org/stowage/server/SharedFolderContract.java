package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.ceph.FolderMount;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.StoreMXBean;

/**
 * What holds when two nodes serve one folder of a network file system, each through a mount of its own, as on two machines. A mount caches
 * what it likes.
 */
@Timeout(900)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SharedFolderContract {

    private static final int RACES = 50;
    private static final int WRITERS = 4;
    private static final long PATIENCE_NANOS = 400_000_000_000L;

    private final List<FolderMount> mounts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /** Makes the file system, without a mount. */
    abstract void makeFileSystem() throws Exception;

    /** Mounts the same folder once more. */
    abstract FolderMount mount(Path empty) throws Exception;

    @BeforeAll
    void start(@TempDir Path local) throws Exception {
        makeFileSystem();
        for (TomcatFolder folder : List.of(TomcatFolder.tomcat11(), TomcatFolder.tomcat10())) {
            Path place = Files.createDirectory(local.resolve("mount-" + nodes.size()));
            mounts.add(mount(place));
            folder.deploy(Folders.named("stowage.war"), "upload");
            Map<String, String> settings = Map.of(
                    "STOWAGE_SECRET", Signed.SECRET,
                    "STOWAGE_BASE_PATH", place.resolve("store").toString(),
                    "STOWAGE_CATALOG", local.resolve("catalog-" + nodes.size()).toString());
            nodes.add(new Node(folder, ServerProcess.start(folder, settings)));
        }
    }

    @AfterAll
    void end() {
        nodes.forEach(Node::close);
        mounts.forEach(FolderMount::close);
    }

    @Test
    @Order(1)
    void ofManyUploadsOfOneUrlOneSucceedsAndBothServeIt() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int race = 0; race < RACES; race++) {
                LoadedFile file = new LoadedFile(Signed.freshPath("race.bin"), 20_000);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    int number = writer;
                    answers.add(
                            writers.submit(() -> file.put(nodes.get(number % 2).port(), number)));
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : answers) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
                assertServedByBoth(file, statuses.indexOf(201));
            }
        } finally {
            writers.shutdownNow();
        }
    }

    /** Also where that one was asked for it before. */
    @Test
    @Order(2)
    void fileOfOneNodeIsServedByTheOther() throws Exception {
        LoadedFile file = new LoadedFile(Signed.freshPath("a.bin"), 20_000);
        assertThat(file.get(nodes.get(1).port()).status()).isEqualTo(404);
        assertThat(file.put(nodes.get(0).port(), 0)).isEqualTo(201);
        awaitStatus(file, 1, 200);
        assertServedByBoth(file, 0);
    }

    @Test
    @Order(3)
    void deletionAndBanByOneNodeHoldOnTheOther() throws Exception {
        LoadedFile file = new LoadedFile(Signed.freshPath("a.bin"), 20_000);
        LoadedFile banned = new LoadedFile(Signed.freshPath("b.bin"), 20_000);
        assertThat(file.put(nodes.get(0).port(), 0)).isEqualTo(201);
        awaitStatus(file, 1, 200);
        assertThat(nodes.get(0).delete(file.path())).isTrue();
        awaitStatus(file, 1, 410);
        assertThat(file.put(nodes.get(1).port(), 0)).isEqualTo(409);
        try (RunningBean<StoreMXBean> store = RunningBean.store(nodes.get(0).server())) {
            store.proxy().banPath(banned.path(), "");
        }
        awaitRefusal(banned);
    }

    /** The machine, not only its server: what it had locked is free later, and what it had acknowledged is there. */
    @Test
    @Order(4)
    void nodeWhoseMachineDiesUnderLoadHasLostNothing() throws Exception {
        Node dying = nodes.get(0);
        List<LoadedFile> stored = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            LoadedFile next = new LoadedFile(Signed.freshPath("a.bin"), 20_000);
            assertThat(next.put(dying.port(), 0)).isEqualTo(201);
            stored.add(next);
        }
        try (RawHttp unfinished = new RawHttp(dying.port())) {
            unfinished.send(
                    "PUT", "/upload/" + Signed.v1(Signed.freshPath("never.bin"), 200_000), "Content-Length: 200000");
            unfinished.send(new byte[100_000]);
            mounts.get(0).program().close();
            dying.server().kill();
        }
        for (LoadedFile file : stored) {
            awaitStatus(file, 1, 200);
            assertThat(file.get(nodes.get(1).port()).body()).isEqualTo(file.content(0));
        }
        mounts.get(0).close();
        mounts.set(0, mount(mounts.get(0).place()));
        dying.startAgain();
        for (LoadedFile file : stored) {
            assertServedByBoth(file, 0);
        }
        awaitSweptFolders();
    }

    /** Each start removes what dead processes have left; here the one that comes when no lock of the dead one is held any more. */
    private void awaitSweptFolders() throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (partialFolders() > nodes.size()) {
            assertThat(System.nanoTime()).as("waited too long for locks").isLessThan(end);
            Thread.sleep(5000);
            nodes.get(0).server().stop();
            nodes.get(0).startAgain();
        }
    }

    private long partialFolders() throws IOException {
        try (Stream<Path> folders = Files.list(mounts.get(1).place().resolve("store/partial"))) {
            return folders.count();
        }
    }

    private void awaitStatus(LoadedFile file, int node, int status) throws Exception {
        long begin = System.nanoTime();
        while (statusOf(file, node) != status) {
            assertThat(System.nanoTime() - begin)
                    .as("waited too long for %s", status)
                    .isLessThan(PATIENCE_NANOS);
            Thread.sleep(20);
        }
        tell("status " + status, begin);
    }

    /** A file system that waits for a dead machine may keep a client waiting until it gives up. */
    private int statusOf(LoadedFile file, int node) {
        try {
            return file.get(nodes.get(node).port()).status();
        } catch (IOException e) {
            return LoadedFile.BROKEN;
        }
    }

    private void awaitRefusal(LoadedFile banned) throws Exception {
        long begin = System.nanoTime();
        while (nodes.get(1).tryPut(banned.path(), banned.size()).status() != 403) {
            assertThat(System.nanoTime() - begin)
                    .as("waited too long for the ban")
                    .isLessThan(PATIENCE_NANOS);
            Thread.sleep(20);
        }
        tell("ban", begin);
    }

    private void tell(String what, long begin) {
        System.err.printf(
                "%s: %s after %d ms%n", getClass().getSimpleName(), what, (System.nanoTime() - begin) / 1_000_000);
    }

    private void assertServedByBoth(LoadedFile file, int writer) throws IOException {
        for (Node node : nodes) {
            assertThat(file.get(node.port()).body())
                    .as("%s from %s", file, node.server())
                    .isEqualTo(file.content(writer));
        }
    }
}

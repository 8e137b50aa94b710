package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.audit.AuditLog;
import org.stowage.config.Settings.LogDetail;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.UploadsView;
import org.stowage.storage.Content;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;

/** If any step of a copied download fails, the download releases all that it holds and is counted once. */
final class DownloadEndTest {

    private static final int SIZE = 200_000;

    private final PaperServer server = new PaperServer();
    private final StoreTurns turns = new StoreTurns(1, () -> 0);
    private final Queue<Long> failuresOfTheClock = new ArrayDeque<>();
    private final Counters counters = new Counters(() -> {
        if (failuresOfTheClock.poll() != null) {
            throw new StackOverflowError("clock");
        }
        return System.nanoTime();
    });
    private final UploadsView figures = new UploadsView(counters, ContentCache.off());
    private final Logger log = Logger.getLogger("org.stowage.http");
    private final Handler failingLog = new FailingLog();

    @TempDir
    private Path folder;

    private LocalRepository repository;
    private Copying way;
    private StoredFile file;

    @BeforeEach
    void store() throws IOException {
        repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC());
        way = new Copying(repository, new Buffers(), turns);
        try (PendingUpload upload = repository.begin(new Slot(new FileKey("a/b"), SIZE, "image/png"))) {
            upload.write(ByteBuffer.allocate(SIZE));
            file = upload.publish();
        }
    }

    @AfterEach
    void close() {
        log.removeHandler(failingLog);
        log.setLevel(null);
        repository.close();
    }

    @Test
    void wholeDownloadCountsAsCompleted() throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        server.run();
        assertThat(server.sent()).isEqualTo(new byte[SIZE]);
        assertThat(figures.getDownloadsCompleted()).isEqualTo(1);
        assertEnded(content);
    }

    /** The store may stall. */
    @Test
    void downloadWaitsForItsTurn() throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        assertThat(turns.enter()).isTrue();
        server.run();
        assertThat(server.sent()).isEmpty();
        turns.leave();
        assertThat(server.sent()).isEqualTo(new byte[SIZE]);
        assertEnded(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isReady", "write"})
    void errorOfTheServerInTheMiddleEndsIt(String method) throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        server.fail(method);
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(server::run);
        assertThat(figures.getDownloadsBrokenOff()).isEqualTo(1);
        assertEnded(content);
    }

    @Test
    void errorOfTheStoreEndsIt() throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        content.failing = true;
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(server::run);
        assertThat(figures.getDownloadsBrokenOff()).isEqualTo(1);
        assertEnded(content);
    }

    @Test
    void errorOfACounterEndsIt() throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        failuresOfTheClock.add(1L);
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(server::run);
        assertThat(figures.getDownloadsBrokenOff()).isEqualTo(1);
        assertEnded(content);
    }

    @Test
    void errorOfTheLogDoesNotPreventTheEnd() throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        start(content);
        log.setLevel(Level.ALL);
        log.addHandler(failingLog);
        server.fail("write");
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(server::run);
        assertThat(figures.getDownloadsBrokenOff()).isEqualTo(1);
        assertEnded(content);
    }

    /** The answer has begun, but the listener will never be called. */
    @ParameterizedTest
    @ValueSource(strings = {"setWriteListener", "setTimeout", "startAsync", "getOutputStream", "setStatus"})
    void errorBeforeTheServerListensEndsItToo(String method) throws IOException {
        Watched content = new Watched(repository.contentOf(file).open());
        server.fail(method);
        Exchange exchange = exchange();
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> BodySender.start(exchange, plan(), content, way));
        exchange.abandoned(new IOException("as the servlet does"));
        assertThat(figures.getDownloadsInProgress()).isZero();
        assertThat(server.underWay()).isZero();
    }

    @Test
    void shortBodyThatTheClientDidNotTakeCountsAsBrokenOff() {
        server.fail("close");
        Exchange exchange = exchange();
        exchange.begin(plan());
        Copying.sendAtOnce(exchange, new byte[100]);
        assertThat(figures.getDownloadsBrokenOff()).isEqualTo(1);
        assertThat(figures.getDownloadsCompleted()).isZero();
    }

    @Test
    void shortBodyThatTheClientTookCountsAsCompleted() {
        Exchange exchange = exchange();
        exchange.begin(plan());
        Copying.sendAtOnce(exchange, new byte[100]);
        assertThat(figures.getDownloadsBrokenOff()).isZero();
        assertThat(figures.getDownloadsCompleted()).isEqualTo(1);
    }

    private void start(Content content) throws IOException {
        BodySender.start(exchange(), plan(), content, way);
    }

    private Exchange exchange() {
        RequestSettings settings = Sample.settings(Cors.ANY, LogDetail.UPLOADS);
        Deployment deployment = new Deployment(
                () -> settings,
                counters,
                AuditLog.silent(),
                new ProxyCheck(),
                new UnreadBodies(System::nanoTime),
                Sample.traffic());
        return new Exchange(server.request(), server.response(), deployment);
    }

    private DownloadPlan plan() {
        return DownloadPlan.forGet(file, Sample.headers());
    }

    private void assertEnded(Watched content) {
        assertThat(content.closed).isEqualTo(1);
        assertThat(server.underWay()).isZero();
        assertThat(figures.getDownloadsInProgress()).isZero();
    }

    /** Content of the store, which fails if the test says so. */
    private static final class Watched implements Content {

        private final Content content;
        private boolean failing;
        private int closed;

        Watched(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (failing) {
                throw new StackOverflowError("read");
            }
            return content.read(target, position);
        }

        @Override
        public void close() {
            closed++;
            content.close();
        }
    }

    private static final class FailingLog extends Handler {

        @Override
        public void publish(LogRecord line) {
            throw new StackOverflowError("log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Handler;
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
import org.stowage.contract.Contract;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;
import org.stowage.management.metrics.UploadsView;
import org.stowage.retention.Takedowns;
import org.stowage.storage.ContentCache;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.Verdict;

/** If any step throws, an upload still ends once, releases all that it holds, and is reported. */
final class UploadEndTest {

    private static final Slot SLOT = new Slot(new FileKey("a/b.bin"), PutRequest.BODY.length, "a/b");

    private final Counters counters = new Counters(this::nanos);
    private final UploadsView figures = new UploadsView(counters, ContentCache.off());
    private final StoreTurns turns = new StoreTurns(2, () -> 0);
    private final UploadWatch watch = new UploadWatch(turns);
    private Runnable whileReading = () -> {};
    private final PutRequest put = new PutRequest(this::called);
    private final Handler handler = new Failing();
    private LocalRepository repository;
    private String failing = "";
    private Throwable failure = new NoClassDefFoundError("a class that cannot be loaded now");
    private boolean published;
    private boolean closed;
    private long now;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        repository = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC());
        Logger.getLogger("org.stowage").addHandler(handler);
    }

    @AfterEach
    void close() {
        Logger.getLogger("org.stowage").removeHandler(handler);
        repository.close();
    }

    @Test
    void uploadIsStored() throws IOException {
        upload();
        assertThat(put.status).isEqualTo(201);
        assertThat(repository.find(SLOT.key())).isPresent();
        assertThat(figures.getRefusedByCode()).isEmpty();
        assertAllIsGivenBack();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getInputStream",
                "available",
                "startAsync",
                "setTimeout",
                "setReadListener",
                "isReady",
                "read",
                "write",
                "publish"
            })
    void errorBeforeThePublicationIsTold(String where) throws IOException {
        failing = where;
        upload();
        assertThat(put.status).isEqualTo(500);
        assertThat(repository.find(SLOT.key())).isEmpty();
        assertThat(figures.getRefusedByCode()).isEqualTo(Map.of("internal", 1L));
        assertAllIsGivenBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "org.stowage.http", "close", "complete"})
    void errorAfterThePublicationLeavesItAcknowledged(String where) throws IOException {
        failing = where;
        upload();
        assertThat(put.status).isEqualTo(201);
        assertThat(repository.find(SLOT.key())).isPresent();
        assertThat(figures.getRefusedByCode()).isEqualTo(Map.of("internal", 1L));
        assertAllIsGivenBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"available", "isReady", "read"})
    void exceptionOfTheConnectionIsTheClients(String where) throws IOException {
        failing = where;
        failure = new IllegalStateException("the connection is closed");
        upload();
        assertThat(put.status).isEqualTo(400);
        assertThat(figures.getUploadsBrokenOff()).isEqualTo(1);
        assertThat(figures.getRefusedByCode()).isEmpty();
        assertAllIsGivenBack();
    }

    @Test
    void uploadThatWaitsForTooLongIsBrokenOff() {
        start();
        now += Duration.ofSeconds(90).toNanos() - 1;
        watch.look();
        assertThat(figures.getUploadsInProgress()).isEqualTo(1);
        now++;
        watch.look();
        watch.look();
        assertThat(put.status).isEqualTo(400);
        assertThat(figures.getUploadsBrokenOff()).isEqualTo(1);
        assertAllIsGivenBack();
        put.restComes();
        assertThat(figures.getUploadsStored()).isZero();
    }

    @Test
    void refusalInTheMiddleOfABodyIsAnsweredAndTheRestIsDropped() throws IOException {
        start();
        failing = "write";
        failure = new IOException("the disk is gone");
        put.comes(1);
        assertThat(put.status).isEqualTo(503);
        assertThat(figures.getUploadsInProgress()).isZero();
        assertThat(closed).as("file and room").isTrue();
        assertThat(put.asyncCompleted).as("before the rest has come").isFalse();
        put.restComes();
        assertThat(put.isRead()).isTrue();
        assertThat(put.asyncCompleted).isTrue();
    }

    @Test
    void uploadThatWaitsForItsTurnIsStoredThen() throws IOException {
        start();
        turns.enter();
        turns.enter();
        put.restComes();
        assertThat(put.status).isZero();
        now += Duration.ofDays(1).toNanos();
        watch.look();
        assertThat(put.status).as("the store is waited for, not the client").isZero();
        turns.leave();
        assertThat(put.status).isEqualTo(201);
        assertAllIsGivenBack();
    }

    @Test
    void uploadWhoseClientGoesWhileItWaitsForItsTurnIsBrokenOffAndGivenBackThen() throws IOException {
        start();
        turns.enter();
        turns.enter();
        put.breaks();
        assertThat(figures.getUploadsBrokenOff()).isEqualTo(1);
        assertThat(closed).as("that needs the store").isFalse();
        turns.leave();
        assertAllIsGivenBack();
    }

    @Test
    void uploadIsWholeAlthoughItsEndIsToldBeforeItsLastBytesAreStored() throws IOException {
        start();
        whileReading = put::allWasGivenAway;
        put.restComes();
        assertThat(put.status).isEqualTo(201);
        assertThat(repository.find(SLOT.key())).isPresent();
        assertAllIsGivenBack();
    }

    @Test
    void uploadIsWholeAlthoughItsEndIsToldWhileItWaitsForItsTurn() throws IOException {
        start();
        turns.enter();
        turns.enter();
        put.restComes();
        put.allWasGivenAway();
        assertThat(put.status).isZero();
        turns.leave();
        assertThat(put.status).isEqualTo(201);
        assertAllIsGivenBack();
    }

    @Test
    void uploadWhoseBodyEndsEarlyIsBrokenOff() throws IOException {
        start();
        put.allWasGivenAway();
        assertThat(put.status).isEqualTo(400);
        assertThat(figures.getUploadsBrokenOff()).isEqualTo(1);
        assertAllIsGivenBack();
    }

    @Test
    void uploadEndsWithItsDeployment() {
        start();
        watch.close();
        assertThat(figures.getUploadsBrokenOff()).isEqualTo(1);
        assertAllIsGivenBack();
    }

    @Test
    void uploadThatIsOverIsNoLongerWatched() {
        upload();
        now += Duration.ofDays(1).toNanos();
        watch.look();
        assertThat(put.status).isEqualTo(201);
        assertThat(figures.getUploadsBrokenOff()).isZero();
    }

    private void assertAllIsGivenBack() {
        assertThat(figures.getUploadsInProgress()).isZero();
        assertThat(closed).as("file and room").isTrue();
        assertThat(put.asyncCompleted).isEqualTo(put.asyncStarted);
    }

    private void upload() {
        start();
        put.restComes();
    }

    private void start() {
        RequestSettings settings = Sample.settings(Cors.ANY, LogDetail.UPLOADS);
        AuditLog audit = AuditLog.inTheServersLog(Clock.systemUTC(), kind -> {});
        Deployment deployment = new Deployment(
                () -> settings,
                counters,
                audit,
                new ProxyCheck(),
                new UnreadBodies(System::nanoTime),
                Sample.traffic());
        Exchange exchange = new Exchange(put.request(), put.response(), deployment);
        Verdict.Granted admitted = new Verdict.Granted(Contract.V1, "default", SLOT);
        Takedowns takedowns = new Takedowns(repository, Clock.systemUTC(), AuditLog.silent());
        BodyReceiver.start(
                exchange,
                new RunningUpload(exchange, admitted, new Observed(), takedowns, turns),
                new Buffers(),
                watch);
    }

    /** Fails once, at the point that the test chooses. */
    private void called(String where) {
        if (where.equals("read")) {
            whileReading.run();
        }
        if (where.equals(failing)) {
            failing = "";
            UploadEndTest.<RuntimeException>sneak(failure);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private long nanos() {
        if (published) {
            called("count");
        }
        return now;
    }

    /** Logging that fails. */
    private final class Failing extends Handler {
        @Override
        public void publish(LogRecord line) {
            called(line.getLoggerName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** A real pending upload whose calls are observed. */
    private final class Observed implements PendingUpload {
        private final PendingUpload upload;

        Observed() {
            try {
                this.upload = repository.begin(SLOT);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            called("write");
            upload.write(bytes);
        }

        @Override
        public void hash() {
            upload.hash();
        }

        @Override
        public String sha256() throws IOException {
            called("sha256");
            return upload.sha256();
        }

        @Override
        public StoredFile publish() throws IOException {
            called("publish");
            StoredFile file = upload.publish();
            published = true;
            return file;
        }

        @Override
        public void close() {
            upload.close();
            closed = true;
            called("close");
        }
    }
}

package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.retention.Begun;
import org.stowage.retention.Keeper;
import org.stowage.retention.Quotas;
import org.stowage.retention.RetentionRules;
import org.stowage.storage.FileKey;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.local.Durability;
import org.stowage.storage.local.LocalRepository;

final class UploadLimitTest {

    private static final Slot SLOT = new Slot(new FileKey("a/b.txt"), 3, "text/plain");

    @TempDir
    private Path folder;

    private Keeper keeper;

    @BeforeEach
    void open() throws Exception {
        keeper = new Keeper(
                LocalRepository.open(folder, Durability.NONE, Clock.systemUTC()),
                new RetentionRules(List.of()),
                Quotas.NONE,
                Clock.systemUTC(),
                AuditLog.silent());
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void oneMoreThanTheLimitIsNotStarted() throws Exception {
        UploadLimit limit = new UploadLimit(2);
        assertThat(begin(limit)).isPresent();
        assertThat(begin(limit)).isPresent();
        assertThat(begin(limit)).isEmpty();
    }

    @Test
    void closedUploadGivesItsPlaceBackOnce() throws Exception {
        UploadLimit limit = new UploadLimit(1);
        PendingUpload upload = begin(limit).orElseThrow();
        upload.close();
        upload.close();
        assertThat(begin(limit)).isPresent();
        assertThat(begin(limit)).isEmpty();
    }

    @Test
    void uploadForWhichThereIsNoRoomTakesNoPlace() throws Exception {
        UploadLimit limit = new UploadLimit(1);
        Slot tooLarge = new Slot(new FileKey("a/c.txt"), Long.MAX_VALUE / 2, "text/plain");
        assertThatThrownBy(() -> limit.admit(keeper, tooLarge)).isInstanceOf(OutOfSpaceException.class);
        assertThat(begin(limit)).isPresent();
    }

    @Test
    void manyThreadsNeverHaveMoreThanTheLimit() throws Exception {
        UploadLimit limit = new UploadLimit(3);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Optional<PendingUpload>> start = () -> begin(limit);
            int started = 0;
            for (Future<Optional<PendingUpload>> result : threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> start).toList())) {
                started += result.get().isPresent() ? 1 : 0;
            }
            assertThat(started).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<PendingUpload> begin(UploadLimit limit) throws Exception {
        return limit.admit(keeper, SLOT).map(admission -> ((Begun) admission).upload());
    }
}

package org.stowage.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.stowage.catalog.MemoryEngine;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionPolicy;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.TooManyUploads;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.OutOfSpaceException;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;

/** More uploads at once than are allowed. */
final class TooManyUploadsTest {

    private static final int MOST = 3;

    private static final Quotas THREE_AT_ONCE = new Quotas(null, null, null, null, Map.of(), MOST, false);

    private static final Slot SLOT = new Slot(new FileKey("a.bin"), 3, "image/png");

    @TempDir
    private Path folder;

    private RetainedStore store;

    @BeforeEach
    void open() throws IOException {
        store = new RetainedStore(folder, new RetentionRules(List.of()), THREE_AT_ONCE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void closedUploadGivesItsPlaceBackOnce() throws IOException {
        begin();
        begin();
        Admitted last = (Admitted) begin();
        assertThat(begin()).isEqualTo(new TooManyUploads(MOST));
        last.upload().close();
        last.upload().close();
        assertThat(begin()).isInstanceOf(Admitted.class);
        assertThat(begin()).isEqualTo(new TooManyUploads(MOST));
    }

    @Test
    void uploadForWhichThereIsNoRoomTakesNoPlace() throws IOException {
        Slot tooLarge = new Slot(new FileKey("large.bin"), Long.MAX_VALUE / 2, "image/png");
        for (int i = 0; i <= MOST; i++) {
            assertThatThrownBy(() -> store.repository().admit(tooLarge)).isInstanceOf(OutOfSpaceException.class);
        }
        assertThat(begin()).isInstanceOf(Admitted.class);
    }

    @Test
    void manyThreadsNeverHaveMoreThanTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Admission> start = this::begin;
            int started = 0;
            for (Future<Admission> admission : threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> start).toList())) {
                started += admission.get() instanceof Admitted ? 1 : 0;
            }
            assertThat(started).isEqualTo(MOST);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void storeThatFailsToBeginTakesNoPlace() {
        RetainingRepository repository = keeperOf(store(() -> {
            throw new NoClassDefFoundError("a class that cannot be loaded now");
        }));
        for (int i = 0; i <= MOST; i++) {
            assertThatThrownBy(() -> repository.admit(SLOT)).isInstanceOf(NoClassDefFoundError.class);
        }
        assertThat(repository.usage().reserved()).isZero();
    }

    @Test
    void uploadThatCannotBeClosedGivesItsPlaceBack() throws IOException {
        PendingUpload upload = fake(PendingUpload.class, () -> {
            throw new NoClassDefFoundError("a class that cannot be loaded now");
        });
        RetainingRepository repository = keeperOf(store(() -> upload));
        for (int i = 0; i <= MOST; i++) {
            Admitted begun = (Admitted) repository.admit(SLOT);
            assertThatThrownBy(begun.upload()::close).isInstanceOf(NoClassDefFoundError.class);
        }
        assertThat(repository.usage().reserved()).isZero();
    }

    private static RetainingRepository keeperOf(FileRepository store) {
        RetentionPolicy policy = RetainedStore.policy(new RetentionRules(List.of()), THREE_AT_ONCE);
        return new RetainingRepository(
                store,
                MemoryEngine.place(Path.of("none")),
                () -> policy,
                SteadyClock.ofThisMachine(),
                AuditLog.silent());
    }

    /** A store of one shard that does nothing but begin uploads. */
    private static FileRepository store(Callable<PendingUpload> begin) {
        return fake(FileRepository.class, begin);
    }

    private static <T> T fake(Class<T> type, Callable<?> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "shards" -> 1;
                    case "kinds" -> Set.of();
                    case "hadAny" -> false;
                    case "listing", "capacity", "bans" -> fake(method.getReturnType(), answer);
                    default -> answer.call();
                }));
    }

    private Admission begin() throws IOException {
        return store.repository().admit(SLOT);
    }
}

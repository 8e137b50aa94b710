package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.stowage.management.traffic.RunningTransfer;
import org.stowage.management.traffic.RunningTransfers;
import org.stowage.storage.FileKey;

/** A transfer is listed while it is under way, and never longer. */
final class TransferEntryTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RunningTransfers list = new RunningTransfers(nanos::get);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();

    @Test
    void transferIsListedWithItsProgress() {
        TransferEntry entry = new TransferEntry(list);
        entry.add(transfer());
        entry.add(transfer());
        done.set(7);
        nanos.set(TimeUnit.SECONDS.toNanos(2));
        assertThat(list.all()).singleElement().satisfies(listed -> {
            assertThat(listed.transfer().done()).isEqualTo(7);
            assertThat(listed.transfer().size()).isEqualTo(10);
            assertThat(listed.time()).hasSeconds(2);
        });
        entry.remove();
        entry.remove();
        assertThat(list.all()).isEmpty();
    }

    @Test
    void transferThatIsOverIsNotAdded() {
        TransferEntry entry = new TransferEntry(list);
        entry.remove();
        entry.add(transfer());
        assertThat(list.all()).isEmpty();
    }

    @Test
    void transferIsEndedByItsNumber() {
        TransferEntry entry = new TransferEntry(list);
        entry.add(transfer());
        long id = list.all().get(0).id();
        assertThat(list.end(id + 1)).isEmpty();
        assertThat(ended).isFalse();
        assertThat(list.end(id)).isPresent();
        assertThat(ended).isTrue();
    }

    /** The end may come from another thread while the transfer is being added. */
    @Test
    void nothingStaysListed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10_000; i++) {
                TransferEntry entry = new TransferEntry(list);
                threads.execute(() -> entry.add(transfer()));
                threads.execute(entry::remove);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(list.all()).isEmpty();
    }

    private RunningTransfer transfer() {
        return new TransferEntry.ShownTransfer(
                true, new FileKey("a/b"), null, "192.0.2.1", 10, done::get, () -> ended.set(true));
    }
}

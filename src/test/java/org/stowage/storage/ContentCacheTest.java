package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.ContentCache.Sight;

/** What the cache keeps, and how much. */
@Timeout(60)
final class ContentCacheTest {

    private static final int SIZE = 1000;
    private static final int TAKEN = SIZE + ContentCache.OVERHEAD_BYTES;
    private static final int THREADS = 16;

    private final AtomicLong limit = new AtomicLong(10 * TAKEN);
    private final ContentCache cache = new ContentCache(limit::get);

    @Test
    void keptFileIsGivenWithItsBytes() throws IOException {
        keep("a");
        KeptFile kept = cache.get(new FileKey("a")).orElseThrow();
        assertThat(kept.file()).isEqualTo(file("a", SIZE));
        assertThat(kept.slice(0, SIZE)).isEqualTo(ByteBuffer.wrap(bytes("a", SIZE)));
        assertThat(kept.slice(10, 5)).isEqualTo(ByteBuffer.wrap(bytes("a", SIZE), 10, 5));
        assertThat(cache.get(new FileKey("b"))).isEmpty();
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void nobodyCanChangeWhatIsKept() throws IOException {
        keep("a");
        ByteBuffer slice = cache.get(new FileKey("a")).orElseThrow().slice(0, SIZE);
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> slice.put(0, (byte) 1));
        assertThat(slice.hasArray()).isFalse();
        slice.position(500);
        assertThat(cache.get(new FileKey("a")).orElseThrow().slice(0, SIZE).position())
                .isZero();
    }

    @Test
    void fileThatIsAskedForOnceIsNotWanted() {
        assertThat(cache.wants(file("a", SIZE))).isFalse();
        assertThat(cache.wants(file("b", SIZE))).isFalse();
        assertThat(cache.wants(file("a", SIZE))).isTrue();
        assertThat(cache.misses()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {ContentCache.LARGEST_BYTES + 1, 100 << 20})
    void largeFileIsNeverWanted(int size) {
        limit.set(1L << 40);
        assertThat(cache.wants(file("a", size))).isFalse();
        assertThat(cache.wants(file("a", size))).isFalse();
        assertThat(cache.misses()).isZero();
    }

    @Test
    void largestFileIsWanted() {
        limit.set(1L << 20);
        cache.wants(file("a", ContentCache.LARGEST_BYTES));
        assertThat(cache.wants(file("a", ContentCache.LARGEST_BYTES))).isTrue();
    }

    @Test
    void nothingIsWantedWhereNothingMayBeKept() {
        limit.set(0);
        assertThat(cache.wants(file("a", 1))).isFalse();
        assertThat(cache.wants(file("a", 1))).isFalse();
        assertThat(cache.misses()).isZero();
    }

    @Test
    void fileThatIsNoLongerThereIsNotGivenAndItsMemoryIsFree() throws IOException {
        cache.keep(kept("a", SIZE), () -> Sight.GONE);
        assertThat(cache.bytes()).isEqualTo(TAKEN);
        assertThat(cache.get(new FileKey("a"))).isEmpty();
        assertThat(cache.bytes()).isZero();
        assertThat(cache.hits()).isZero();
    }

    @Test
    void fileOfWhichNothingIsKnownIsGivenToOneWhoHasAsked() {
        cache.keep(kept("a", SIZE), () -> Sight.UNKNOWN);
        assertThat(cache.get(new FileKey("a"))).isEmpty();
        assertThat(cache.get(file("a", SIZE + 1))).as("another file").isEmpty();
        assertThat(cache.get(file("b", SIZE))).as("never kept").isEmpty();
        assertThat(cache.get(file("a", SIZE)).orElseThrow().file()).isEqualTo(file("a", SIZE));
        assertThat(cache.hits()).isEqualTo(1);
    }

    @Test
    void oldestGoesFirstButWhatWasAskedForGetsAnotherTurn() throws IOException {
        IntStream.range(0, 10).forEach(number -> keep("f" + number));
        assertThat(cache.get(new FileKey("f0"))).isPresent();
        keep("new");
        assertThat(cache.bytes()).isEqualTo(10 * TAKEN);
        assertThat(cache.get(new FileKey("f1"))).isEmpty();
        assertThat(cache.get(new FileKey("f0"))).isPresent();
        assertThat(cache.get(new FileKey("new"))).isPresent();
    }

    @Test
    void sameFileIsKeptOnce() throws IOException {
        keep("a");
        keep("a");
        assertThat(cache.bytes()).isEqualTo(TAKEN);
        cache.forget(new FileKey("a"));
        cache.forget(new FileKey("a"));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void lowerLimitHoldsAtOnce() throws IOException {
        IntStream.range(0, 10).forEach(number -> keep("f" + number));
        limit.set(3 * TAKEN + 1);
        assertThat(cache.bytes()).isEqualTo(3 * TAKEN);
        assertThat(cache.get(new FileKey("f9"))).isPresent();
        limit.set(0);
        assertThat(cache.get(new FileKey("f9"))).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void limitHoldsWithManyFilesAndThreads() throws Exception {
        limit.set(1 << 20);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> most = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> mostBytes(thread)))
                    .toList();
            for (Future<Long> bytes : most) {
                assertThat(bytes.get()).isLessThanOrEqualTo(limit.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        assertThat(cache.bytes()).isPositive();
        long counted = IntStream.range(0, 2000)
                .mapToObj(number -> cache.get(new FileKey("f" + number)))
                .flatMap(Optional::stream)
                .mapToLong(kept -> kept.file().size() + ContentCache.OVERHEAD_BYTES)
                .sum();
        assertThat(cache.bytes()).as("the sum of what is kept").isEqualTo(counted);
    }

    /** Keeps, asks and forgets; the others do so too. Returns the most that it has seen. */
    private long mostBytes(int thread) {
        return LongStream.range(0, 5000)
                .map(step -> {
                    int number = (int) ((step * 31 + thread * 577L) % 2000);
                    FileKey key = new FileKey("f" + number);
                    cache.get(key);
                    if (step % 7 == 0) {
                        cache.forget(key);
                    } else {
                        cache.keep(kept("f" + number, number), () -> number % 5 > 0 ? Sight.THERE : Sight.GONE);
                    }
                    return cache.bytes();
                })
                .max()
                .orElseThrow();
    }

    private void keep(String path) {
        cache.keep(kept(path, SIZE), () -> Sight.THERE);
    }

    private static KeptFile kept(String path, int size) {
        Content content = new ArrayContent(bytes(path, size));
        try {
            return KeptFile.read(file(path, size), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String path, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) path.hashCode());
        return bytes;
    }

    private static StoredFile file(String path, int size) {
        return new StoredFile(new Slot(new FileKey(path), size, "image/png"), "0".repeat(64), Instant.EPOCH);
    }

    /** A content that gives no more than seven bytes at once, as a store may. */
    @SuppressWarnings("ArrayRecordComponent")
    private record ArrayContent(byte[] bytes) implements Content {

        @Override
        public int read(ByteBuffer target, long position) {
            int length = Math.min(7, Math.min(target.remaining(), bytes.length - (int) position));
            target.put(bytes, (int) position, length);
            return length;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

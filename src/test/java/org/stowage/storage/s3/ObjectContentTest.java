package org.stowage.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.storage.Content;
import org.stowage.storage.FileKey;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** How the content of an object is read: in pieces, and what they cost. */
@Timeout(120)
final class ObjectContentTest {

    /** More than the client has connections. */
    private static final int READERS = 200;

    private static final byte[] BYTES = bytes(3_000_000);

    @TempDir
    private Path folder;

    private final BucketPlace bucket = ObjectStoreServer.shared().newBucket();
    private S3Repository repository;
    private StoredFile file;

    @BeforeEach
    void open() throws IOException {
        repository = ObjectStoreServer.open(bucket, folder);
        try (PendingUpload upload = repository.begin(new Slot(new FileKey("a/b"), BYTES.length, "image/jpeg"))) {
            upload.write(ByteBuffer.wrap(BYTES));
            file = upload.publish();
        }
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void whoReadsSlowlyHoldsNoConnection() throws IOException {
        List<Content> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Content content = repository.contentOf(file).open();
            content.read(ByteBuffer.allocate(1), 0);
            readers.add(content);
        }
        assertThat(repository.find(file.key())).contains(file);
        for (Content content : readers) {
            assertThat(readAt(content, 2_000_000, 10)).isEqualTo(slice(2_000_000, 10));
            content.close();
        }
    }

    @Test
    void piecesGrowForWhoReadsFastAndAreSmallForWhoDoesNot() throws IOException {
        AtomicLong now = new AtomicLong();
        try (ObjectContent content = open(new ReadAhead(Long.MAX_VALUE), now)) {
            assertThat(pieceLengths(content, 5)).containsExactly(32 << 10, 64 << 10, 128 << 10, 256 << 10, 512 << 10);
            now.addAndGet(1_000_000_000);
            assertThat(readable(content, 992 << 10)).isEqualTo(16 << 10);
            assertThat(readable(content, 1008 << 10)).isEqualTo(32 << 10);
        }
    }

    /** What was taken is given back. */
    @Test
    void piecesAreSmallWhereNoMoreMemoryMayBeUsed() throws IOException {
        ReadAhead memory = new ReadAhead(100 << 10);
        for (int round = 0; round < 2; round++) {
            try (ObjectContent first = open(memory, new AtomicLong());
                    ObjectContent second = open(memory, new AtomicLong())) {
                assertThat(first.read(ByteBuffer.allocate(1), 0)).isEqualTo(1);
                assertThat(pieceLengths(second, 4)).containsExactly(32 << 10, 64 << 10, 16 << 10, 32 << 10);
            }
        }
        assertThat(memory.take(100 << 10)).isTrue();
    }

    /** The client has not taken it yet: it is in the buffers of the server. */
    @Test
    void readerWhoWaitsAtTheEndOfAPieceHoldsNoMemory() throws IOException {
        ReadAhead memory = new ReadAhead(ObjectContent.FIRST_BYTES);
        try (ObjectContent content = open(memory, new AtomicLong())) {
            assertThat(memory.take(1)).isFalse();
            assertThat(readable(content, 0)).isEqualTo(ObjectContent.FIRST_BYTES);
            assertThat(memory.take(ObjectContent.FIRST_BYTES)).isTrue();
            memory.give(ObjectContent.FIRST_BYTES);
            assertThat(readAt(content, 10, 5)).as("back to the beginning").isEqualTo(slice(10, 5));
        }
    }

    private ObjectContent open(ReadAhead memory, AtomicLong now) throws IOException {
        ObjectNames names = new ObjectNames(bucket.prefix());
        ObjectClient objects = new ObjectClient(
                Gateways.open(new BucketAccess(bucket, ObjectStoreServer.KEY, false), System::nanoTime));
        ObjectVersion object = new ObjectVersion(objects, names.of(file.fingerprint()), file.version(), file.size());
        return ObjectContent.open(object, memory, now::get);
    }

    private static List<Integer> pieceLengths(ObjectContent content, int pieces) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        int position = 0;
        for (int piece = 0; piece < pieces; piece++) {
            lengths.add(readable(content, position));
            position += lengths.get(piece);
        }
        return lengths;
    }

    /** Returns how much can be read there at once. */
    private static int readable(ObjectContent content, int position) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(BYTES.length);
        int length = content.read(target, position);
        assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(BYTES, position, length));
        return length;
    }

    private static byte[] readAt(Content content, long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        while (target.hasRemaining()) {
            content.read(target, position + target.position());
        }
        return target.array();
    }

    private static byte[] slice(int from, int length) {
        return Arrays.copyOfRange(BYTES, from, from + length);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}

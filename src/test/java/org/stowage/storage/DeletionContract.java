package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every repository promises of {@link FileRepository#delete}; each backend runs all of it. */
public abstract class DeletionContract {

    private static final FileKey KEY = new FileKey("foo/très cool.jpg");
    private static final int THREADS = 8;
    private static final int RACES = 50;

    /** Returns the repository under test, empty before each test. */
    protected abstract FileRepository repository();

    @Test
    void deletedFileIsNotFoundAndCannotBeOpened() throws IOException {
        StoredFile file = store(KEY, "hello");
        assertThat(repository().delete(KEY)).isTrue();
        assertThat(repository().find(KEY)).isEmpty();
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> repository().open(file));
    }

    @Test
    void otherFilesStay() throws IOException {
        store(KEY, "hello");
        store(new FileKey("foo"), "x");
        store(new FileKey("foo/très cool.jpg/y"), "y");
        repository().delete(KEY);
        assertThat(repository().find(new FileKey("foo"))).isPresent();
        assertThat(repository().find(new FileKey("foo/très cool.jpg/y"))).isPresent();
    }

    @Test
    void secondDeletionFindsNothing() throws IOException {
        store(KEY, "hello");
        repository().delete(KEY);
        assertThat(repository().delete(KEY)).isFalse();
    }

    @Test
    void deletionOfAFileThatNeverWasFindsNothing() throws IOException {
        assertThat(repository().delete(KEY)).isFalse();
    }

    @Test
    void fileThatIsBeingReadIsReadToItsEnd() throws IOException {
        StoredFile file = store(KEY, "hello");
        try (Content content = repository().open(file)) {
            assertThat(read(content, 0, 2)).isEqualTo("he");
            assertThat(repository().delete(KEY)).isTrue();
            assertThat(read(content, 2, 3)).isEqualTo("llo");
            store(KEY, "other");
            assertThat(read(content, 0, 5)).isEqualTo("hello");
        }
    }

    @Test
    void keyIsFreeAgain() throws IOException {
        StoredFile first = store(KEY, "hello");
        repository().delete(KEY);
        StoredFile second = store(KEY, "world!");
        assertThat(repository().find(KEY)).contains(second);
        assertThat(second.sha256()).isNotEqualTo(first.sha256());
        assertThat(repository().delete(KEY)).isTrue();
        assertThat(repository().find(KEY)).isEmpty();
    }

    @Test
    void pendingUploadIsNotTouched() throws IOException {
        try (PendingUpload upload = repository().begin(new Slot(KEY, 5, "image/jpeg"))) {
            upload.write(utf8("hello"));
            assertThat(repository().delete(KEY)).isFalse();
            StoredFile published = upload.publish();
            assertThat(repository().find(KEY)).contains(published);
        }
    }

    @Test
    void ofManyDeletionsExactlyOneFindsTheFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int race = 0; race < RACES; race++) {
                FileKey key = new FileKey("race/" + race);
                store(key, "hello");
                List<Future<Boolean>> deletions = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    deletions.add(threads.submit(() -> repository().delete(key)));
                }
                int found = 0;
                for (Future<Boolean> deletion : deletions) {
                    found += deletion.get() ? 1 : 0;
                }
                assertThat(found).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stores a file of that content. */
    protected final StoredFile store(FileKey key, String content) throws IOException {
        ByteBuffer bytes = utf8(content);
        try (PendingUpload upload = repository().begin(new Slot(key, bytes.remaining(), "image/jpeg"))) {
            upload.write(bytes);
            return upload.publish();
        }
    }

    private static String read(Content content, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            content.read(bytes, position + bytes.position());
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }
}

package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.stowage.storage.Tombstone.Reason;

/** What a repository also promises if its contents are regions of files of this machine. */
public abstract class FileRegionContract extends FileRepositoryContract {

    /** Returns the file that a server sends if it wants many bytes. */
    public static Path fileOf(FileRepository repository, StoredFile file) {
        return region(repository, file).path(Long.MAX_VALUE).orElseThrow();
    }

    @Test
    final void regionBeginsWithTheContent() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        assertThat(Files.readAllBytes(fileOf(repository, file)))
                .startsWith(utf8("hello").array());
        try (FileChannel channel = region(repository, file).openChannel()) {
            ByteBuffer target = ByteBuffer.allocate(5);
            channel.read(target);
            assertThat(target.array()).isEqualTo(utf8("hello").array());
        }
    }

    @Test
    final void regionOfADeletedFileCannotBeOpened() throws IOException {
        StoredFile file = store(slot("foo/bar.jpg", 5), "hello");
        FileRegion before = region(repository, file);
        repository.delete(file, Reason.DELETED);
        for (FileRegion region : new FileRegion[] {before, region(repository, file)}) {
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(region::openChannel);
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(region::open);
        }
    }

    private static FileRegion region(FileRepository repository, StoredFile file) {
        return (FileRegion) repository.contentOf(file);
    }
}

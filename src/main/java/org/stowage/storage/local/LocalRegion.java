package org.stowage.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowage.storage.Content;
import org.stowage.storage.FileRegion;
import org.stowage.storage.format.Trailer;
import org.stowage.storage.staging.Disk;
import org.stowage.storage.staging.FileContent;

/**
 * The content of a stored file: all bytes before its trailer.
 *
 * @param presence of the store
 * @param file the whole file
 * @param size where the content ends
 */
record LocalRegion(StorePresence presence, Path file, long size) implements FileRegion {

    /**
     * Longer than any tombstone. Those of earlier versions contain the path: it has at most 2048 bytes, and JSON
     * escapes each by at most one more.
     */
    private static final long SHORT_BYTES = 1 << 13;

    @Override
    public Optional<Path> path(long length) {
        return length < SHORT_BYTES ? Optional.empty() : Optional.of(file);
    }

    /** Checks for a tombstone, because one may have replaced the file since the look-up. */
    @Override
    public FileChannel openChannel() throws IOException {
        FileChannel channel = presence.confirm(() -> Disk.openForReading(file));
        try {
            if (!Trailer.isTombstone(new ChannelTail(channel))) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new NoSuchFileException(file.toString(), null, "was deleted");
    }

    @Override
    public Content open() throws IOException {
        return new FileContent(openChannel(), size);
    }
}

package org.stowage.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.stowage.storage.Content;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.Slot;
import org.stowage.storage.StoredFile;

/** Short texts as files of a store. */
final class Texts {

    private Texts() {}

    static StoredFile store(FileRepository repository, FileKey key, String text) throws IOException {
        try (PendingUpload upload = repository.begin(new Slot(key, text.length(), "image/jpeg"))) {
            upload.write(StandardCharsets.UTF_8.encode(text));
            return upload.publish();
        }
    }

    static String read(FileRepository repository, StoredFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        try (Content content = repository.contentOf(file).open()) {
            while (bytes.hasRemaining()) {
                content.read(bytes, bytes.position());
            }
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
}

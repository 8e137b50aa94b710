package org.stowage.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.stowage.storage.Content;
import org.stowage.storage.FileRepository;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.StoredFile;

/**
 * Tells a browser that shows a plain text without a charset that it is UTF-8, if it is; it would take it for windows-1252.
 *
 * <p>Everybody else gets the type byte for byte, for Gajim compares it. A browser is known by {@code Sec-Fetch-Mode:
 * navigate}, which no page or program can send by itself; {@code Accept: text/html} is sent by Java's own client too.
 *
 * @param repository has the content
 */
record TextCharset(FileRepository repository) {

    /** The field by which answers differ. */
    static final String VARY = "Sec-Fetch-Mode";

    /** What is UTF-8 so far, and no ASCII, is hardly ever anything else farther on. */
    private static final int SAMPLE_BYTES = 64 * 1024;

    /** Tells whether the file is a plain text: only such answers may differ. */
    static boolean isPlainText(StoredFile file) {
        return MediaTypes.essence(file.type()).equalsIgnoreCase("text/plain");
    }

    /** Tells whether this request is one for which it may differ: its content must be looked at. */
    static boolean isAsked(StoredFile file, RequestHeaders request) {
        return isPlainText(file)
                && !file.type().toLowerCase(Locale.ROOT).contains("charset=")
                && request.get(VARY).filter(mode -> mode.equals("navigate")).isPresent();
    }

    /**
     * Returns the file with the type that this request is told.
     *
     * @throws java.nio.file.NoSuchFileException if the file is gone by now
     */
    StoredFile shown(StoredFile file, RequestHeaders request) throws IOException {
        if (!isAsked(file, request) || !isUtf8(file)) {
            return file;
        }
        return file.withType(file.type() + "; charset=utf-8");
    }

    private boolean isUtf8(StoredFile file) throws IOException {
        ByteBuffer sample = ByteBuffer.allocate((int) Math.min(file.size(), SAMPLE_BYTES));
        try (Content content = repository.contentOf(file).open()) {
            while (sample.hasRemaining()) {
                content.read(sample, sample.position());
            }
        }
        return isUtf8(sample.flip(), sample.limit() == file.size());
    }

    /** The sample may end in the middle of a character. */
    private static boolean isUtf8(ByteBuffer sample, boolean isWhole) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        return !decoder.decode(sample, CharBuffer.allocate(sample.remaining()), isWhole)
                .isError();
    }
}

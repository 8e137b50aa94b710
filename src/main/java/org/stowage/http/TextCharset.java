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
 * Adds {@code charset=utf-8} to a plain text without a charset if the text is UTF-8 and a browser opens it. The browser
 * would read it as windows-1252.
 *
 * <p>Every other client gets the type byte for byte, because Gajim compares it. A browser is recognised by
 * {@code Sec-Fetch-Mode: navigate}, which scripts in pages cannot set. {@code Accept: text/html} would not do: Java's
 * own HTTP client sends it, too.
 *
 * @param repository the files
 */
record TextCharset(FileRepository repository) {

    /** The request field on which the answer depends. */
    static final String VARY = "Sec-Fetch-Mode";

    /** A text whose beginning is valid UTF-8 is hardly ever anything else further on. */
    private static final int SAMPLE_BYTES = 64 * 1024;

    /** Tells whether the file is a plain text; only then may the answer depend on {@link #VARY}. */
    static boolean isPlainText(StoredFile file) {
        return MediaTypes.essence(file.type()).equalsIgnoreCase("text/plain");
    }

    /** Tells whether the answer to this request depends on the content of the file. */
    static boolean isAsked(StoredFile file, RequestHeaders request) {
        return isPlainText(file)
                && !file.type().toLowerCase(Locale.ROOT).contains("charset=")
                && ReadablePage.isAsked(request);
    }

    /**
     * Returns the file with the media type for this request.
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

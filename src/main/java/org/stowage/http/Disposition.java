package org.stowage.http;

import java.util.Locale;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.PercentCode;
import org.stowage.storage.StoredFile;

/** Whether a browser may show a file, or must save it. */
enum Disposition {
    /** Images, videos, audio and plain text: nothing that a browser would execute. */
    INLINE("default-src 'none'; frame-ancestors 'none'"),
    /** Everything else, above all SVG and HTML. */
    ATTACHMENT("default-src 'none'; frame-ancestors 'none'; sandbox");

    private final String contentSecurityPolicy;

    Disposition(String contentSecurityPolicy) {
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    /** Decides by the media type without its parameters. */
    static Disposition of(String type) {
        String essence = MediaTypes.essence(type).toLowerCase(Locale.ROOT);
        boolean media = essence.startsWith("image/") || essence.startsWith("video/") || essence.startsWith("audio/");
        boolean runs = essence.startsWith("image/svg") || essence.endsWith("xml");
        return (media && !runs) || essence.equals("text/plain") ? INLINE : ATTACHMENT;
    }

    /**
     * Returns the value of {@code Content-Disposition} (RFC 6266; the file name is encoded as RFC 8187 says). A
     * backslash is replaced, because some systems take it for a path separator (RFC 6266 §4.3).
     */
    String header(StoredFile file) {
        return this == INLINE
                ? "inline"
                : "attachment; filename*=UTF-8''"
                        + PercentCode.encodeAttribute(file.key().fileName().replace('\\', '_'));
    }

    /** Returns the value of {@code Content-Security-Policy}. */
    String contentSecurityPolicy() {
        return contentSecurityPolicy;
    }
}

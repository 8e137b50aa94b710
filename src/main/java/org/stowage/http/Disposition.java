package org.stowage.http;

import java.util.Locale;
import org.stowage.storage.MediaTypes;
import org.stowage.storage.PercentCode;
import org.stowage.storage.StoredFile;

/** Whether a browser may show a file, or must save it. */
enum Disposition {
    /** Pictures, films, sound and plain text: what cannot run. */
    INLINE("default-src 'none'; frame-ancestors 'none'"),
    /** Everything else, SVG and HTML first of all. */
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
     * Returns the value of {@code Content-Disposition} (RFC 6266, the name in RFC 8187's encoding). A backslash is part of a
     * name here, and a path elsewhere (§4.3).
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

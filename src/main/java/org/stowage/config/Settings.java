package org.stowage.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force.
 *
 * @param secret shared with the XMPP server
 * @param publicUrl the base URL that clients know, ending with a slash, or null if the admin did not say
 * @param basePath the folder of the store, absolute
 * @param maxSize the largest file that is taken
 * @param durability what an upload waits for
 * @param protocols the contracts by which tokens are accepted, at least one
 */
public record Settings(
        Secret secret,
        @Nullable URI publicUrl,
        Path basePath,
        ByteSize maxSize,
        Durability durability,
        Set<Protocol> protocols) {

    /** Copies the set. */
    public Settings {
        protocols = Set.copyOf(protocols);
    }

    /** Whether a file is on the disk before its upload is acknowledged. */
    public enum Durability {
        /** It is. */
        FSYNC,
        /** The operating system writes when it likes. */
        NONE
    }

    /** A contract between XMPP server and upload service. */
    public enum Protocol {
        /** {@code mod_http_upload_external} of Prosody, {@code external_secret} of ejabberd. */
        V1
    }
}

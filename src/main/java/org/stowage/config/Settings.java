package org.stowage.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force.
 *
 * @param secret shared with the XMPP server
 * @param basePath the folder of the store, absolute
 * @param maxSize the largest file that is taken
 * @param durability what an upload waits for
 * @param protocols the contracts by which tokens are accepted, at least one
 * @param deleteSecret what the XMPP server signs to delete a file, or null if nobody may
 */
public record Settings(
        Secret secret,
        Path basePath,
        ByteSize maxSize,
        Durability durability,
        Set<Protocol> protocols,
        @Nullable Secret deleteSecret) {

    /** Copies the set. */
    public Settings {
        protocols = Set.copyOf(protocols);
    }

    /** Returns the secret of deletions, or nothing if nobody may delete. */
    public Optional<Secret> deletion() {
        return Optional.ofNullable(deleteSecret);
    }

    /** Whether a file is on the disk before its upload is acknowledged. */
    public enum Durability {
        /** It is. */
        FSYNC,
        /** The operating system writes when it likes. */
        NONE
    }

    /** A contract between XMPP server and upload service, the highest first: where several are present, it decides. */
    public enum Protocol {
        /** {@code mod_http_file_share} of Prosody. */
        JWT,
        /** {@code mod_http_upload_external} of Metronome. */
        TOKEN,
        /** {@code mod_http_upload_external} of Prosody with {@code http_upload_external_protocol = "v2"}. */
        V2,
        /** {@code mod_http_upload_external} of Prosody, {@code external_secret} of ejabberd. */
        V1
    }
}

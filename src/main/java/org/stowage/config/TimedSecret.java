package org.stowage.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret with a name, and when it counts.
 *
 * @param id its name in logs
 * @param secret itself
 * @param notBefore the first moment at which it counts, or null if it always did
 * @param notAfter the last moment at which it counts, or null if it always will
 */
public record TimedSecret(
        String id,
        Secret secret,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) {}

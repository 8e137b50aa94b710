package org.stowage.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret with an id and its period of validity.
 *
 * @param id its name in logs
 * @param secret the secret
 * @param notBefore the first moment of validity, or null for no beginning
 * @param notAfter the last moment of validity, or null for no end
 */
public record TimedSecret(
        String id,
        Secret secret,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) {}

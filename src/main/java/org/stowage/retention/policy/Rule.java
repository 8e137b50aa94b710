package org.stowage.retention.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoredFile;

/**
 * How long certain files are kept. A file matches if it meets all conditions; null means no condition.
 *
 * @param name the rule's name in the settings
 * @param keepFor how long a file is kept after it was stored; null for ever
 * @param type the media type without parameters, in lower case, or all of a kind as {@code image/*}
 * @param fileName a {@link Glob} for the last segment of the path
 * @param owner a {@link Glob} for the owner; a file whose owner is not known does not match
 * @param tenant the name of the tenant
 * @param largerThan the file has more bytes
 * @param smallerThan the file has fewer bytes
 */
public record Rule(
        String name,
        @Nullable Duration keepFor,
        @Nullable String type,
        @Nullable String fileName,
        @Nullable String owner,
        @Nullable String tenant,
        @Nullable Long largerThan,
        @Nullable Long smallerThan) {

    /** Tells whether the file meets all conditions. */
    boolean matches(StoredFile file) {
        return (largerThan == null || file.size() > largerThan)
                && (smallerThan == null || file.size() < smallerThan)
                && (tenant == null || tenant.equals(file.key().tenant()))
                && (type == null || matchesType(type, file.type()))
                && (fileName == null || new Glob(fileName).matches(file.key().fileName()))
                && (owner == null
                        || file.owner().filter(new Glob(owner)::matches).isPresent());
    }

    /** Tells whether the rule keeps its files for ever. */
    boolean keepsForEver() {
        return keepFor == null;
    }

    /** Returns when a file that matches expires; empty if it never does. */
    Optional<Expiry> expiryOf(StoredFile file) {
        return keepFor == null
                ? Optional.empty()
                : Optional.of(new Expiry(file.stored().plus(keepFor), name));
    }

    private static boolean matchesType(String wanted, String type) {
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return wanted.endsWith("/*")
                ? plain.startsWith(wanted.substring(0, wanted.length() - 1))
                : plain.equals(wanted);
    }
}

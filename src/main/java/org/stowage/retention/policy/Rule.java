package org.stowage.retention.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.StoredFile;

/**
 * How long the files are kept that match all the rule asks for; what is null is not asked for.
 *
 * @param name the admin's word for it
 * @param keepFor how long after they were stored, or null for ever
 * @param type their media type without parameters, in lower case, or all of a kind as {@code image/*}
 * @param fileName a {@link Glob} of their last segment
 * @param owner a {@link Glob} of who uploaded them; a file of which that is not known does not match
 * @param tenant whose they are
 * @param largerThan they have more bytes
 * @param smallerThan they have fewer bytes
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

    /** Tells whether the rule is about this file. */
    boolean matches(StoredFile file) {
        return (largerThan == null || file.size() > largerThan)
                && (smallerThan == null || file.size() < smallerThan)
                && (tenant == null || tenant.equals(file.key().tenant()))
                && (type == null || matchesType(type, file.type()))
                && (fileName == null || new Glob(fileName).matches(file.key().fileName()))
                && (owner == null
                        || file.owner().filter(new Glob(owner)::matches).isPresent());
    }

    /** Tells whether it keeps its files for ever. */
    boolean keepsForEver() {
        return keepFor == null;
    }

    /** Returns when a file of this rule has been kept long enough, if ever. */
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

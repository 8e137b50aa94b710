package org.stowage.contract;

import java.util.List;
import java.util.Locale;

/** The {@code Authorization} fields of a request (RFC 9110 §11.6.2), which may be one at most; prints as nothing. */
public final class Authorization {

    private static final String BEARER = "bearer";

    private final List<String> fields;

    private Authorization(List<String> fields) {
        this.fields = fields;
    }

    /** Takes the values of all fields of that name, in their order. */
    public static Authorization of(List<String> fields) {
        return new Authorization(List.copyOf(fields));
    }

    /**
     * Returns what follows the scheme {@code Bearer} of any case (RFC 6750 §2.1). Other schemes are not ours; beside a
     * Bearer token they count, for two readers might take different ones.
     */
    public List<String> bearerTokens() {
        boolean ours = fields.stream().anyMatch(field -> schemeOf(field).equals(BEARER));
        return ours ? fields.stream().map(Authorization::credentialsOf).toList() : List.of();
    }

    private static String schemeOf(String field) {
        return field.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** One space or more stand before them. */
    private static String credentialsOf(String field) {
        int end = field.indexOf(' ');
        return end < 0 ? "" : field.substring(end).replaceFirst(" +", "");
    }
}

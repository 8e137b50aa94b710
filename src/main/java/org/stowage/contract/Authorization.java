package org.stowage.contract;

import java.util.List;
import java.util.Locale;

/**
 * The {@code Authorization} fields of a request (RFC 9110 §11.6.2), of which there may be one at most. {@code toString}
 * does not show them.
 */
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
     * Returns the credentials of the scheme {@code Bearer}, in any case (RFC 6750 §2.1). Fields of other schemes are
     * ignored if they are alone. Beside a Bearer token they are returned as further tokens, because two readers might
     * use different ones.
     */
    public List<String> bearerTokens() {
        boolean ours = fields.stream().anyMatch(field -> schemeOf(field).equals(BEARER));
        return ours ? fields.stream().map(Authorization::credentialsOf).toList() : List.of();
    }

    private static String schemeOf(String field) {
        return field.split(" ", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** One or more spaces precede the credentials. */
    private static String credentialsOf(String field) {
        int end = field.indexOf(' ');
        return end < 0 ? "" : field.substring(end).replaceFirst(" +", "");
    }
}

package org.stowage.management.admin;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a POST that show whether a page of another site has sent it. A browser adds the admin's password
 * to the requests of such a page. But it sends JSON only after a preflight, which is refused, and it names the site in
 * {@code Sec-Fetch-Site}.
 *
 * @param site the value of {@code Sec-Fetch-Site} (Fetch Metadata §2.3), or null
 * @param type the value of {@code Content-Type}, or null
 * @param length in bytes, or -1 if it is not known
 */
record PostHeaders(@Nullable String site, @Nullable String type, long length) {

    /** The largest body, in bytes. */
    static final int MAX_BODY = 64 << 10;

    /** Returns why the request is refused before its body is read, if it is. */
    Optional<AdminRefusal> refusal() {
        if (site != null && !site.equals("none") && !site.equals("same-origin")) {
            return Optional.of(AdminRefusal.CROSS_SITE);
        }
        if (type == null || !isJson(type)) {
            return Optional.of(AdminRefusal.NOT_JSON);
        }
        return length > MAX_BODY ? Optional.of(AdminRefusal.TOO_LARGE) : Optional.empty();
    }

    private static boolean isJson(String type) {
        return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}

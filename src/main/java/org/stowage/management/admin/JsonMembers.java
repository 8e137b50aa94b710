package org.stowage.management.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of the JSON object in a request, read strictly. Messages of exceptions are sentences. */
public final class JsonMembers {

    private final Map<?, ?> members;

    private JsonMembers(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * Reads the body.
     *
     * @param known the names of the members that may occur
     * @throws IllegalArgumentException if the body is not an object, or has a member of another name
     */
    public static JsonMembers of(AdminRequest request, String... known) {
        Map<?, ?> members = request.json(Map.class);
        if (!List.of(known).containsAll(members.keySet())) {
            throw new IllegalArgumentException("The body has a member other than " + String.join(", ", known) + ".");
        }
        return new JsonMembers(members);
    }

    /**
     * Returns a text; empty if the member is missing or null.
     *
     * @throws IllegalArgumentException if the member is something else
     */
    public Optional<String> text(String name) {
        @Nullable Object value = members.get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(name, "is a text");
        }
        return Optional.ofNullable((String) value);
    }

    /**
     * Returns a whole number; empty if the member is missing or null.
     *
     * @throws IllegalArgumentException if the member is something else
     */
    public Optional<Long> number(String name) {
        @Nullable Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return Optional.of(number.longValue());
        }
        throw wrong(name, "is a whole number");
    }

    /** Returns an exception whose message says what is wrong with a member. */
    public static IllegalArgumentException wrong(String member, String what) {
        return new IllegalArgumentException("The member " + member + " " + what + ".");
    }
}

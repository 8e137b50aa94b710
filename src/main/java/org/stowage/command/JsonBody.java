package org.stowage.command;

import java.util.ArrayList;
import java.util.List;

/** Builds a JSON object of strings and whole numbers. */
final class JsonBody {

    private final List<String> members = new ArrayList<>();

    JsonBody text(String name, String value) {
        members.add(quoted(name) + ":" + quoted(value));
        return this;
    }

    JsonBody number(String name, long value) {
        members.add(quoted(name) + ":" + value);
        return this;
    }

    /** Returns the object in ASCII (RFC 8259 §7). */
    @Override
    public String toString() {
        return "{" + String.join(",", members) + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            quoted.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return quoted.append('"').toString();
    }
}

package org.stowage.token.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.MediaTypes;
import org.stowage.token.SignedTypes;

/** The media types that an XMPP server may have signed; the accepted ones come first. */
final class TypeVariations {

    private static final List<String> OTHERS = List.of(
            "text/plain; charset=utf-8",
            "application/octet-stream; charset=utf-8",
            "application/x-www-form-urlencoded",
            "binary/octet-stream");

    private TypeVariations() {}

    static List<Variation<String>> of(@Nullable String sent, String fileName) {
        Map<String, Variation<String>> types = new LinkedHashMap<>();
        SignedTypes.candidates(sent, fileName).forEach(type -> types.put(type, Variation.right(type)));
        String bare = sent == null ? "" : sent.replaceFirst("\\s*;.*", "");
        if (!bare.isEmpty()) {
            add(types, bare);
            List.of(";charset=UTF-8", "; charset=UTF-8", ";charset=utf-8", "; charset=utf-8")
                    .forEach(end -> add(types, bare + end));
        }
        new TreeSet<>(MediaTypes.known()).forEach(type -> add(types, type));
        OTHERS.forEach(type -> add(types, type));
        return List.copyOf(types.values());
    }

    private static void add(Map<String, Variation<String>> types, String type) {
        types.putIfAbsent(
                type,
                Variation.wrong(
                        type,
                        "The media type that was signed is " + type
                                + ": send it as Content-Type. Accepted are the type as it is sent, no type,"
                                + " application/octet-stream, and other usual names for the type of such a file."));
    }
}

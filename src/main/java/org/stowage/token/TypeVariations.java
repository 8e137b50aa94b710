package org.stowage.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.MediaTypes;

/** The media types that an XMPP server may have signed: those that are accepted come first. */
final class TypeVariations {

    private static final List<String> OTHERS = List.of(
            "text/plain;charset=UTF-8",
            "text/plain; charset=UTF-8",
            "text/plain;charset=utf-8",
            "text/plain; charset=utf-8",
            "application/octet-stream; charset=utf-8",
            "application/x-www-form-urlencoded",
            "application/x-zip-compressed",
            "audio/x-m4a",
            "audio/x-wav",
            "audio/webm",
            "image/jpg",
            "binary/octet-stream",
            "text/html",
            "text/xml",
            "application/json",
            "application/xml");

    private TypeVariations() {}

    static List<Variation<String>> of(@Nullable String sent, String fileName) {
        Map<String, Variation<String>> types = new LinkedHashMap<>();
        TypedMessages.candidates(sent, fileName).forEach(type -> types.put(type, Variation.right(type)));
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
                                + ": send it as Content-Type. Accepted is the type as"
                                + " it is sent, none, application/octet-stream, and what the file's name suggests."));
    }
}

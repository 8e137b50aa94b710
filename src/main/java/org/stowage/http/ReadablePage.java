package org.stowage.http;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences as a document, for a person who opens a URL in a browser; every other client gets lines. A browser is
 * recognised as in {@link TextCharset}.
 */
final class ReadablePage {

    private ReadablePage() {}

    /** Tells whether a browser opens the URL itself. */
    static boolean isAsked(RequestHeaders request) {
        return request.get(TextCharset.VARY)
                .filter(mode -> mode.equals("navigate"))
                .isPresent();
    }

    /** Returns a document of HTML with one paragraph for each sentence; the first is its title, too. */
    static String of(List<String> sentences) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<title>" + escaped(sentences.get(0)) + "</title>\n</head>\n<body>\n"
                + sentences.stream()
                        .map(sentence -> "<p>" + escaped(sentence) + "</p>\n")
                        .collect(Collectors.joining())
                + "</body>\n</html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package org.stowage.command;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request to the administration of a server. Its text form has no query and no body, which may contain a token.
 *
 * @param url the URL of the call
 * @param json the body of the POST; empty for a GET
 */
record ServerRequest(URI url, String json) {

    private static final String DEFAULT = "http://127.0.0.1:8080/upload/";

    /** Asks a call with parameters; those that are empty are left out. */
    static ServerRequest get(URI server, String call, Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return new ServerRequest(
                server.resolve("-/" + call + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs))), "");
    }

    /** Posts JSON to a call. */
    static ServerRequest post(URI server, String call, JsonBody body) {
        return new ServerRequest(server.resolve("-/" + call), body.toString());
    }

    /**
     * Returns the base URL of a server; empty for the one on this machine.
     *
     * @throws IllegalArgumentException if the text is none; the message is a sentence
     */
    static URI server(String text) {
        String base = text.isEmpty() ? DEFAULT : text;
        URI url = URI.create(base.endsWith("/") ? base : base + "/");
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException("The server is a URL such as " + DEFAULT + ".");
        }
        return url;
    }

    @Override
    public String toString() {
        return url.toString().replaceFirst("\\?.*", "");
    }
}

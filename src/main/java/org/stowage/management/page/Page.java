package org.stowage.management.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminCall;
import org.stowage.management.admin.AdminRoute;

/** The files of the page. */
public final class Page {

    /** The document is at {@code /-/} itself. */
    private static final String DOCUMENT = "index.html";

    private static final List<String> FILES = List.of(
            "page.css",
            "uPlot.min.css",
            "icon.svg",
            "page.js",
            "texts.js",
            "dom.js",
            "api.js",
            "orders.js",
            "plots.js",
            "uPlot.esm.js",
            "overview.js",
            "files.js",
            "owners.js",
            "refusals.js",
            "jobs.js",
            "bans.js",
            "audit.js",
            "settings.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    /** Returns one route for each file. Only the document needs a login, so that the browser asks for it. */
    public static List<AdminRoute> routes() {
        AdminRoute document = AdminRoute.get("", file(DOCUMENT));
        return Stream.concat(Stream.of(document), FILES.stream().map(name -> AdminRoute.constant(name, file(name))))
                .toList();
    }

    private static AdminCall file(String name) {
        String type = Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), name);
        return request -> {
            request.parameters();
            return AdminAnswer.text(type, read(name));
        };
    }

    private static String read(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

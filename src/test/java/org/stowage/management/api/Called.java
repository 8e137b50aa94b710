package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;

/** Calls of the API, as the servlet passes them on. */
final class Called {

    private final List<AdminRoute> routes;

    Called(List<AdminRoute> routes) {
        this.routes = routes;
    }

    /** Asks by GET and returns the JSON. */
    JsonObject get(String pathAndQuery) throws IOException {
        return json(answer(pathAndQuery, ""));
    }

    /** Asks by GET and returns the lines. */
    String lines(String pathAndQuery) throws IOException {
        AdminAnswer answer = answer(pathAndQuery, "text/plain");
        assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
        return answer.body();
    }

    /** Posts JSON and returns the JSON. */
    JsonObject post(String path, String body) throws IOException {
        return json(call("POST", path).answerTo(new AdminRequest("juliet", true, "", "", body)));
    }

    /** Posts JSON and returns the lines. */
    String postForLines(String path, String body) throws IOException {
        return call("POST", path)
                .answerTo(new AdminRequest("juliet", true, "text/plain", "", body))
                .body();
    }

    AdminAnswer answer(String pathAndQuery, String accept) throws IOException {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        return call("GET", path).answerTo(new AdminRequest("juliet", true, accept, query, ""));
    }

    private interface Call {
        AdminAnswer answerTo(AdminRequest request) throws IOException;
    }

    private Call call(String method, String path) {
        AdminRoute found = routes.stream()
                .filter(route -> route.path().equals(path) && route.method().equals(method))
                .findFirst()
                .orElseThrow();
        return found.call()::answer;
    }

    static JsonObject json(AdminAnswer answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}

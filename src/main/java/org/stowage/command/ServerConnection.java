package org.stowage.command;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests as a user. */
final class ServerConnection {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String user;
    private final String authorization;

    /** Logs in with each request. */
    ServerConnection(String user, String password) {
        this.user = user;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the lines of the answer.
     *
     * @throws RefusedException if the server refuses the request
     * @throws IOException if it does not answer
     */
    String lines(ServerRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != OK && answer.statusCode() != ACCEPTED) {
            throw new RefusedException(words(answer, request));
        }
        return answer.body();
    }

    /**
     * Saves the answer in a file.
     *
     * @throws RefusedException if the server refuses the request; the file is not written then
     * @throws IOException if it does not answer, or the file cannot be written
     */
    void save(ServerRequest request, Path file) throws IOException, InterruptedException {
        HttpResponse<Path> answer = send(
                request,
                head -> head.statusCode() == OK
                        ? BodyHandlers.ofFile(file).apply(head)
                        : HttpResponse.BodySubscribers.replacing(file));
        if (answer.statusCode() != OK) {
            throw new RefusedException("There is no record; " + request + " answers " + answer.statusCode() + ".");
        }
    }

    private <T> HttpResponse<T> send(ServerRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.url())
                .header("Accept", "text/plain")
                .header("Authorization", authorization);
        if (!request.json().isEmpty()) {
            http.header("Content-Type", "application/json").POST(BodyPublishers.ofString(request.json()));
        }
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(http.build(), body);
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no complete answer within " + TIMEOUT.toMinutes() + " minutes");
        }
    }

    /** A server or proxy that is not Stowage answers with a page of its own. */
    private String words(HttpResponse<String> answer, ServerRequest request) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean isSentence = type.startsWith("text/plain");
        return switch (answer.statusCode()) {
            case 401 -> "The user " + user + " or the password is wrong.";
            case 404 ->
                isSentence && !answer.body().startsWith("There is nothing at this URL.")
                        ? answer.body().strip()
                        : "There is nothing at " + request
                                + ": ask on the server itself by 127.0.0.1, or see stowage.admin"
                                + " and the path of the deployment.";
            default -> isSentence ? answer.body().strip() : request + " answers " + answer.statusCode() + ".";
        };
    }

    /** The server refuses a request; the message is a sentence. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String sentence) {
            super(sentence);
        }
    }
}

package org.stowage.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests the administration URLs of a running server and prints the answers. */
public final class Command {

    private static final String PASSWORD = "STOWAGE_ADMIN_PASSWORD";
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int ERROR = 2;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final String USAGE = """
            java -jar upload.war explain URL LENGTH [--type TYPE] [--authorization VALUE]
                says why the upload of LENGTH bytes to the URL of a PUT is refused
            java -jar upload.war test-upload [--url BASE] [--size BYTES]
                uploads, downloads and deletes test files by the public URL, or by BASE
            java -jar upload.war check
                says what is wrong with settings, store, machine and listeners
            java -jar upload.war files [--order newest|oldest|largest|due] [--owner OWNER] [--tenant NAME] [--path PART]
                    [--limit 50]
                lists files: when stored, bytes, owner, when due, path
            java -jar upload.war owners [--limit 50]
                lists who uses most: bytes, files, owner
            java -jar upload.war follow-clock
                trusts the clock of the server's machine again after it has jumped
            Each command takes [--server http://127.0.0.1:8080/upload/] and [--user admin]. The password is read from
            the environment variable STOWAGE_ADMIN_PASSWORD, or typed at a prompt. A "-" in place of URL or VALUE
            stands for a line of standard input: both contain tokens, and every process can read the arguments.
            The exit status is 0 if all is right (check: also with notes), 1 if something is wrong (check: with
            warnings), 2 if there was an error: the arguments are wrong, or the server could not be asked.
            """;

    private Command() {}

    /** Sends the request that the arguments describe, and exits with the status of the usage text. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Iterator<String> input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .lines()
                    .iterator();
            ServerRequest request = ServerRequest.of(arguments, input);
            return print(send(request, password(request.user())), request, out, err);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        } catch (IOException e) {
            err.println("The server does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ERROR;
    }

    private static HttpResponse<String> send(ServerRequest request, String password)
            throws IOException, InterruptedException {
        String credentials = request.user() + ":" + password;
        HttpRequest.Builder http = HttpRequest.newBuilder(request.url())
                .header("Accept", "text/plain")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        if (!request.json().isEmpty()) {
            http.header("Content-Type", "application/json").POST(BodyPublishers.ofString(request.json()));
        }
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(http.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no complete answer within " + TIMEOUT.toMinutes() + " minutes");
        }
    }

    /** Prints the answer. Its last line is {@code passed} if all is right. */
    private static int print(HttpResponse<String> answer, ServerRequest request, PrintStream out, PrintStream err) {
        if (answer.statusCode() == 200) {
            out.print(answer.body());
            return answer.body().endsWith("\npassed\n") || answer.body().equals("passed\n") ? PASSED : FAILED;
        }
        err.println(
                switch (answer.statusCode()) {
                    case 400 -> answer.body().strip();
                    case 401 -> "The user " + request.user() + " or the password is wrong.";
                    case 403 -> "The user " + request.user() + " does not have the role stowage-admin.";
                    case 404 ->
                        "There is nothing at " + request
                                + ": ask on the server itself by 127.0.0.1, or see stowage.admin"
                                + " and the path of the deployment.";
                    case 503 -> unavailable(answer, request);
                    default -> unexpected(answer, request);
                });
        return ERROR;
    }

    /** A server or proxy that is not ready answers with a page of its own. */
    private static String unavailable(HttpResponse<String> answer, ServerRequest request) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/plain") ? answer.body().strip() : unexpected(answer, request);
    }

    private static String unexpected(HttpResponse<String> answer, ServerRequest request) {
        return request + " answers " + answer.statusCode() + ".";
    }

    private static String password(String user) {
        return Optional.ofNullable(System.getenv(PASSWORD))
                .or(() -> Optional.ofNullable(System.console()).map(console -> typed(console, user)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Set " + PASSWORD + ": there is no terminal to type the password."));
    }

    private static String typed(Console console, String user) {
        char[] typed = console.readPassword("Password of %s: ", user);
        return typed == null ? "" : new String(typed);
    }
}

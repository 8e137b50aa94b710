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

/** Asks a running server what its administration's URLs know, and prints the sentences. */
public final class Command {

    private static final String PASSWORD = "STOWAGE_ADMIN_PASSWORD";
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int NOT_ASKED = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String USAGE = """
            java -jar upload.war explain URL LENGTH [--type TYPE] [--authorization VALUE]
                says why the upload of LENGTH bytes to the URL of a PUT is refused
            java -jar upload.war test-upload [--url BASE] [--size BYTES]
                uploads, downloads and deletes test files by the public URL, or by BASE
            java -jar upload.war check
                says what is wrong with settings, store, machine and listeners
            java -jar upload.war follow-clock
                takes the clock of the server's machine for right after it has jumped
            Each takes [--server http://127.0.0.1:8080/upload/] and [--user admin]; the password is that of
            STOWAGE_ADMIN_PASSWORD, or asked for. For a "-" in place of URL or VALUE a line of the input is read:
            they hold tokens, and arguments are for all to read.
            The exit status is 0 if all is right (check: also with notes), 1 if something is wrong (check: with
            warnings), 2 if there was an error: the arguments are wrong, or the server could not be asked.
            """;

    private Command() {}

    /** Does what the arguments say, and ends with a status. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Iterator<String> input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .lines()
                    .iterator();
            Order order = Order.of(arguments, input);
            return tell(ask(order, password(order.user())), order, out, err);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
        } catch (IOException e) {
            err.println("The server does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NOT_ASKED;
    }

    private static HttpResponse<String> ask(Order order, String password) throws IOException, InterruptedException {
        String credentials = order.user() + ":" + password;
        HttpRequest.Builder request = HttpRequest.newBuilder(order.url())
                .header("Accept", "text/plain")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        if (!order.json().isEmpty()) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(order.json()));
        }
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + PATIENCE.toMinutes() + " minutes");
        }
    }

    /** The last line of an answer says how it ends. */
    private static int tell(HttpResponse<String> answer, Order order, PrintStream out, PrintStream err) {
        if (answer.statusCode() == 200) {
            out.print(answer.body());
            return answer.body().endsWith("\npassed\n") || answer.body().equals("passed\n") ? RIGHT : WRONG;
        }
        err.println(
                switch (answer.statusCode()) {
                    case 400 -> answer.body().strip();
                    case 401 -> "The user " + order.user() + " or the password is wrong.";
                    case 403 -> "The user " + order.user() + " has not the role stowage-admin.";
                    case 404 ->
                        "There is nothing at " + order + ": ask on the server itself by 127.0.0.1, or see stowage.admin"
                                + " and the path of the deployment.";
                    default -> order + " answers " + answer.statusCode() + ".";
                });
        return NOT_ASKED;
    }

    private static String password(String user) {
        return Optional.ofNullable(System.getenv(PASSWORD))
                .or(() -> Optional.ofNullable(System.console()).map(console -> typed(console, user)))
                .orElseThrow(() -> new IllegalArgumentException("Set " + PASSWORD + ": there is no terminal to ask."));
    }

    private static String typed(Console console, String user) {
        char[] typed = console.readPassword("Password of %s: ", user);
        return typed == null ? "" : new String(typed);
    }
}

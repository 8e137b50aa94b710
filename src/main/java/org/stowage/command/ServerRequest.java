package org.stowage.command;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A request to the administration of a server.
 *
 * @param url the URL of the call
 * @param json the body of the POST; empty for a GET
 * @param user the name of the user who logs in
 */
record ServerRequest(URI url, String json, String user) {

    private static final Set<String> OPTIONS = Set.of(
            "--server",
            "--user",
            "--type",
            "--authorization",
            "--url",
            "--size",
            "--order",
            "--tenant",
            "--owner",
            "--path",
            "--limit");

    /**
     * Reads arguments.
     *
     * @param input the lines for each {@code -}
     * @throws IllegalArgumentException if the arguments are wrong; the message is a sentence
     */
    static ServerRequest of(List<String> words, Iterator<String> input) {
        Arguments arguments = Arguments.of(words, OPTIONS);
        Iterator<String> operands = arguments.operands().iterator();
        String call =
                next(operands, () -> "Give a command: explain, test-upload, check, files, owners or follow-clock.");
        JsonBody body = new JsonBody();
        switch (call) {
            case "explain" -> {
                body.text("url", secret(next(operands, () -> "Give the URL of the PUT."), input));
                body.number("length", number(next(operands, () -> "Give the length of the upload in bytes.")));
                arguments.option("--type").ifPresent(type -> body.text("type", type));
                arguments
                        .option("--authorization")
                        .ifPresent(value -> body.text("authorization", secret(value, input)));
            }
            case "test-upload" -> {
                arguments.option("--url").ifPresent(url -> body.text("url", url));
                arguments.option("--size").ifPresent(size -> body.number("size", number(size)));
            }
            case "files", "owners" -> {
                for (String name : List.of("order", "tenant", "owner", "path")) {
                    arguments.option("--" + name).ifPresent(value -> body.text(name, value));
                }
                arguments.option("--limit").ifPresent(limit -> body.number("limit", number(limit)));
            }
            case "check", "follow-clock" -> {}
            default -> throw new IllegalArgumentException("There is no command " + call + ".");
        }
        if (operands.hasNext()) {
            throw new IllegalArgumentException("There is one argument too many: " + operands.next());
        }
        URI server = server(arguments.option("--server").orElse("http://127.0.0.1:8080/upload/"));
        return new ServerRequest(
                server.resolve("-/" + call),
                call.equals("check") ? "" : body.toString(),
                arguments.option("--user").orElse("admin"));
    }

    /** Returns the URL only, because the body may contain a token. */
    @Override
    public String toString() {
        return url.toString();
    }

    private static URI server(String text) {
        URI url = URI.create(text.endsWith("/") ? text : text + "/");
        if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new IllegalArgumentException("The server is a URL such as http://127.0.0.1:8080/upload/.");
        }
        return url;
    }

    private static String secret(String operand, Iterator<String> input) {
        return operand.equals("-") ? next(input, () -> "The input needs a line for each -.") : operand;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is not a whole number.", e);
        }
    }

    private static String next(Iterator<String> words, Supplier<String> missing) {
        try {
            return words.next();
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(missing.get(), e);
        }
    }
}

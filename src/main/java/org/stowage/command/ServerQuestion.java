package org.stowage.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A command that asks the server and prints its answers.
 *
 * @param requests sent one after the other
 */
record ServerQuestion(List<ServerRequest> requests) implements Task {

    private static final List<String> CONDITIONS = List.of(
            "order",
            "tenant",
            "owner",
            "path",
            "type",
            "min-size",
            "max-size",
            "stored-from",
            "stored-before",
            "sha256",
            "limit",
            "cursor");

    /** The options of all questions. */
    static final Set<String> OPTIONS = options();

    private static Set<String> options() {
        Set<String> all = names(CONDITIONS);
        all.addAll(names(List.of("authorization", "url", "size", "event", "admin", "code", "end", "stop")));
        return all;
    }

    private static Set<String> names(List<String> words) {
        return words.stream().map(word -> "--" + word).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Makes the question of a command.
     *
     * @param input the lines for each {@code -}
     * @throws IllegalArgumentException if there is no such command, or its arguments are wrong
     */
    static ServerQuestion of(String command, URI server, Arguments words, Iterator<String> input) {
        return switch (command) {
            case "explain" -> explain(server, words, input);
            case "test-upload" -> testUpload(server, words);
            case "check" -> get(server, "check", words);
            case "usage" -> {
                words.allow(0, names(List.of("limit")));
                yield new ServerQuestion(List.of(
                        ServerRequest.get(server, "overview", Map.of()),
                        ServerRequest.get(server, "owners", parameters(words, "limit"))));
            }
            case "find" -> find(server, words);
            case "refusals" -> idOr(server, words, "refusal", "refusals", "code", "path", "limit");
            case "audit" -> get(server, "audit", words, "event", "owner", "admin", "path", "limit");
            case "bans" -> get(server, "bans", words);
            case "jobs" ->
                orEnd(server, words, "--stop", "jobs/stop", () -> idOr(server, words, "job", "jobs", "stop"));
            case "transfers" ->
                orEnd(server, words, "--end", "transfers/end", () -> get(server, "transfers", words, "end"));
            case "dry-run" -> dryRun(server, words);
            case "set" -> set(server, words);
            case "follow-clock" -> {
                words.allow(0, Set.of());
                yield new ServerQuestion(List.of(ServerRequest.post(server, "follow-clock", new JsonBody())));
            }
            default -> throw new IllegalArgumentException("There is no command " + command + ".");
        };
    }

    @Override
    public int run(ServerConnection server, PrintStream out) throws IOException, InterruptedException {
        boolean passed = true;
        StringBuilder all = new StringBuilder();
        for (Iterator<ServerRequest> rest = requests.iterator(); rest.hasNext(); ) {
            String lines = server.lines(rest.next());
            boolean last = !rest.hasNext();
            passed &= Task.hasPassed(lines);
            all.append(last ? lines : lines.replaceFirst("passed\n$", ""));
        }
        out.print(all);
        return passed ? PASSED : FAILED;
    }

    private static ServerQuestion explain(URI server, Arguments words, Iterator<String> input) {
        words.allow(2, Set.of("--type", "--authorization"));
        JsonBody body = new JsonBody();
        body.text("url", secret(words.operand(0, "Give the URL of the PUT."), input));
        body.number("length", number(words.operand(1, "Give the length of the upload in bytes.")));
        words.option("--type").ifPresent(type -> body.text("type", type));
        words.option("--authorization").ifPresent(value -> body.text("authorization", secret(value, input)));
        return new ServerQuestion(List.of(ServerRequest.post(server, "explain", body)));
    }

    private static ServerQuestion testUpload(URI server, Arguments words) {
        words.allow(0, Set.of("--url", "--size"));
        JsonBody body = new JsonBody();
        words.option("--url").ifPresent(url -> body.text("url", url));
        words.option("--size").ifPresent(size -> body.number("size", number(size)));
        return new ServerQuestion(List.of(ServerRequest.post(server, "test-upload", body)));
    }

    private static ServerQuestion find(URI server, Arguments words) {
        if (words.operands().isEmpty()) {
            return get(server, "files", words, CONDITIONS.toArray(String[]::new));
        }
        words.allow(1, Set.of());
        return new ServerQuestion(List.of(
                ServerRequest.get(server, "file", Map.of("url", words.operands().get(0)))));
    }

    private static ServerQuestion get(URI server, String call, Arguments words, String... options) {
        words.allow(0, names(Arrays.asList(options)));
        return new ServerQuestion(List.of(ServerRequest.get(server, call, parameters(words, options))));
    }

    private static ServerQuestion idOr(URI server, Arguments words, String one, String all, String... options) {
        if (words.operands().isEmpty()) {
            return get(server, all, words, options);
        }
        words.allow(1, Set.of());
        return new ServerQuestion(List.of(
                ServerRequest.get(server, one, Map.of("id", words.operands().get(0)))));
    }

    private interface Otherwise {
        ServerQuestion question();
    }

    private static ServerQuestion orEnd(URI server, Arguments words, String option, String call, Otherwise otherwise) {
        if (words.option(option).isEmpty()) {
            return otherwise.question();
        }
        words.allow(0, Set.of(option));
        JsonBody body = new JsonBody().text("id", words.option(option).orElseThrow());
        return new ServerQuestion(List.of(ServerRequest.post(server, call, body)));
    }

    private static ServerQuestion dryRun(URI server, Arguments words) {
        words.allow(Integer.MAX_VALUE, Set.of());
        JsonBody body = new JsonBody();
        for (String setting : words.operands()) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Give settings such as stowage.retention.all.keep-for='30 days'.");
            }
            body.text(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new ServerQuestion(List.of(ServerRequest.post(server, "dry-run", body)));
    }

    private static ServerQuestion set(URI server, Arguments words) {
        words.allow(2, Set.of());
        if (words.operands().isEmpty()) {
            return get(server, "settings", words);
        }
        JsonBody body = new JsonBody().text("key", words.operands().get(0));
        words.operands().stream().skip(1).forEach(value -> body.text("value", value));
        return new ServerQuestion(List.of(ServerRequest.post(server, "settings", body)));
    }

    /** The API has {@code minSize} where a command has {@code --min-size}. */
    private static Map<String, String> parameters(Arguments words, String... options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : options) {
            words.option("--" + name).ifPresent(value -> parameters.put(camelCase(name), value));
        }
        return parameters;
    }

    private static String camelCase(String name) {
        int hyphen = name.indexOf('-');
        return hyphen < 0
                ? name
                : name.substring(0, hyphen)
                        + name.substring(hyphen + 1, hyphen + 2).toUpperCase(Locale.ROOT)
                        + name.substring(hyphen + 2);
    }

    private static String secret(String operand, Iterator<String> input) {
        try {
            return operand.equals("-") ? input.next() : operand;
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException("The input needs a line for each -.", e);
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is not a whole number.", e);
        }
    }
}

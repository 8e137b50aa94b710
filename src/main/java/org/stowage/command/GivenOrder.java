package org.stowage.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A command that gives an order: it shows what the order will do, asks for a yes, and waits until the job is over.
 *
 * @param server the base URL
 * @param id the id of the order
 * @param members the order
 * @param sure whether nobody is asked
 * @param record the file that gets the record of an erasure; null for none
 */
record GivenOrder(URI server, String id, Map<String, String> members, boolean sure, Optional<Path> record)
        implements Task {

    /** The commands that are orders. */
    static final Set<String> COMMANDS = Set.of("delete", "ban", "unban", "erase");

    /** The options that have a value. */
    static final Set<String> OPTIONS =
            Set.of("--owner", "--path", "--sha256", "--content-of", "--why", "--id", "--record");

    /** The flag for those who are sure. */
    static final String YES = "--yes";

    private static final long PAUSE_MILLIS = 500;

    /**
     * Makes the order of a command.
     *
     * @throws IllegalArgumentException if its arguments are wrong
     */
    static GivenOrder of(String command, URI server, Arguments words) {
        words.allow(1, allowed());
        Map<String, String> members = new TreeMap<>(Map.of("action", command));
        words.operands().forEach(operand -> members.put(command.equals("erase") ? "owner" : "url", operand));
        words.option("--owner").ifPresent(value -> members.put("owner", value));
        words.option("--path").ifPresent(value -> members.put("path", value));
        words.option("--sha256").ifPresent(value -> members.put("sha256", value));
        words.option("--content-of").ifPresent(value -> members.put("contentOf", value));
        words.option("--why").ifPresent(value -> members.put("why", value));
        return new GivenOrder(
                server,
                words.option("--id").orElseGet(() -> UUID.randomUUID().toString()),
                members,
                words.has(YES),
                words.option("--record").map(Path::of));
    }

    private static Set<String> allowed() {
        List<String> all = new ArrayList<>(OPTIONS);
        all.add(YES);
        return Set.copyOf(all);
    }

    @Override
    public int run(ServerConnection connection, PrintStream out) throws IOException, InterruptedException {
        out.print(
                connection.lines(ServerRequest.post(server, "preview", body())).replaceFirst("passed\n$", ""));
        if (!sure && !isConfirmed()) {
            throw new ServerConnection.RefusedException("Nothing was done: add --yes to the command to carry it out.");
        }
        String lines = connection.lines(ServerRequest.post(server, "jobs", body().text("id", id)));
        while (lines.endsWith("\nrunning\n")) {
            Thread.sleep(PAUSE_MILLIS);
            lines = connection.lines(ServerRequest.get(server, "job", Map.of("id", id)));
        }
        if (record.isPresent()) {
            connection.save(ServerRequest.get(server, "job/record", Map.of("id", id)), record.get());
        }
        out.print(lines);
        return Task.hasPassed(lines) ? PASSED : FAILED;
    }

    private JsonBody body() {
        JsonBody body = new JsonBody();
        members.forEach(body::text);
        return body;
    }

    private static boolean isConfirmed() {
        return Optional.ofNullable(System.console())
                .map(console -> console.readLine("Type yes to carry it out: "))
                .filter("yes"::equals)
                .isPresent();
    }
}

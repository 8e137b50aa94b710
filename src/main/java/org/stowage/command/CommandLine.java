package org.stowage.command;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a command line asks for.
 *
 * @param task what is done
 * @param user who logs in
 */
record CommandLine(Task task, String user) {

    /** The option that names the server. */
    static final String SERVER = "--server";

    /** The option that names the user. */
    static final String USER = "--user";

    /**
     * Reads the words.
     *
     * @param input the lines for each {@code -}
     * @throws IllegalArgumentException if they are wrong; the message is a sentence
     */
    static CommandLine of(List<String> words, Iterator<String> input) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("Give a command.");
        }
        String command = words.get(0);
        Set<String> known = new TreeSet<>(ServerQuestion.OPTIONS);
        known.addAll(GivenOrder.OPTIONS);
        known.addAll(List.of(SERVER, USER));
        Arguments all = Arguments.of(words.subList(1, words.size()), known, Set.of(GivenOrder.YES));
        URI server = ServerRequest.server(all.option(SERVER).orElse(""));
        Arguments rest = all.without(SERVER, USER);
        Task task = GivenOrder.COMMANDS.contains(command)
                ? GivenOrder.of(command, server, rest)
                : ServerQuestion.of(command, server, rest, input);
        return new CommandLine(task, all.option(USER).orElse("admin"));
    }
}

package org.stowage.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a server reads and writes, and the command line that starts it there. */
sealed interface ServerFolder permits WildFlyFolder, TomcatFolder {

    /** The folder itself: also the working directory of the process. */
    Path path();

    /** The port of 127.0.0.1 that answers HTTP. */
    int port();

    /** Puts a WAR where the next start deploys it under {@code /name}. */
    void deploy(Path war, String name) throws IOException;

    /** Java's arguments after the options common to all servers. */
    List<String> arguments();

    /** The log line that ends a start, with or without failed deployments. */
    Pattern started();
}

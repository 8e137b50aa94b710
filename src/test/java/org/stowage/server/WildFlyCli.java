package org.stowage.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * WildFly's {@code bin/jboss-cli.sh}, as the admin has it.
 *
 * @param folder of the server
 */
record WildFlyCli(WildFlyFolder folder) {

    private static final long PATIENCE_SECONDS = 300;

    /** Runs commands in the running server, one after the other, and returns what they print. */
    String run(String... commands) throws IOException, InterruptedException {
        return run(Map.of(), List.of(), connected("--commands=" + String.join(",", commands)));
    }

    /** Runs a file in the running server, which resolves its expressions, and returns what it prints. */
    String runFile(Path file) throws IOException, InterruptedException {
        return run(Map.of(), List.of(), connected("--file=" + file));
    }

    /** Runs a script that reads the environment in the running server, and returns what it prints. */
    String runScript(String script, Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, List.of(), connected("--resolve-parameter-values", "--file=" + script));
    }

    /** Runs commands, and then the script that is for a running server too, on the configuration of one that does not run. */
    void runScriptOffline(String script, Map<String, String> environment, String... commands)
            throws IOException, InterruptedException {
        Path first = folder.path().resolve("embed.cli");
        List<String> lines = new ArrayList<>(List.of("embed-server --server-config=" + folder.configuration()));
        lines.addAll(List.of(commands));
        Files.write(first, lines);
        run(
                environment,
                List.of(
                        "-Djboss.cli.rc=" + first,
                        "-Djboss.server.base.dir=" + folder.path(),
                        "-Djboss.server.log.dir=" + folder.path().resolve("log-cli"),
                        "-Dlogging.configuration="
                                + Folders.named("wildfly.home")
                                        .resolve("bin/jboss-cli-logging.properties")
                                        .toUri()),
                List.of("--resolve-parameter-values", "--file=" + script));
    }

    private List<String> connected(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--connect", "--timeout=60000", "--controller=127.0.0.1:" + folder.managementPort()));
        all.addAll(List.of(arguments));
        return all;
    }

    private static String run(Map<String, String> environment, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        Path home = Folders.named("wildfly.home");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                ServerProcess.STARTS_FASTER));
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.cli"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("JBOSS_HOME", home.toString());
        Process cli = builder.start();
        try {
            cli.getOutputStream().close();
            String output = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!cli.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || cli.exitValue() != 0) {
                throw new IOException("the CLI failed: " + output);
            }
            return output;
        } finally {
            cli.destroyForcibly();
        }
    }
}

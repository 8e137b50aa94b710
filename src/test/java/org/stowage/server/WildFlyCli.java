package org.stowage.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * WildFly's {@code bin/jboss-cli.sh --connect}, as the admin of a running server has it.
 *
 * @param folder of the server
 */
record WildFlyCli(WildFlyFolder folder) {

    private static final long PATIENCE_SECONDS = 120;

    /** Runs commands, one after the other, and returns what they print. */
    String run(String... commands) throws IOException, InterruptedException {
        return run(Map.of(), List.of("--commands=" + String.join(",", commands)));
    }

    /** Runs a script that reads the environment, and returns what it prints. */
    String runScript(String script, Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, List.of("--resolve-parameter-values", "--file=" + script));
    }

    private String run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Path home = Folders.named("wildfly.home");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                ServerProcess.STARTS_FASTER,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.cli",
                "--connect",
                "--timeout=60000",
                "--controller=127.0.0.1:" + folder.managementPort()));
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

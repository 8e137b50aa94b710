package org.stowage.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The WildFly that the build has unpacked, as it comes but for {@code server-config/wildfly/stowage.cli}; with {@code upload.war},
 * or with its own file handler over the store.
 *
 * @param home where it is unpacked; not written to
 * @param tuning more commands for its CLI, separated by semicolons
 * @param takesUploads false for the file handler
 */
record WildFly(Path home, String tuning, boolean takesUploads) implements Program {

    private static final long PATIENCE_SECONDS = 120;

    @Override
    public void prepare(Site site) throws IOException, InterruptedException {
        Path configuration = Files.createDirectories(site.folder().resolve("configuration"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("standalone/configuration"))) {
            for (Path file : files) {
                Files.copy(file, configuration.resolve(file.getFileName()));
            }
        }
        Path deployments = Files.createDirectories(site.folder().resolve("deployments"));
        configure(site, "--file=server-config/wildfly/stowage.cli");
        if (!tuning.isEmpty()) {
            configure(site, "--commands=" + tuning.replace(';', ','));
        }
        if (takesUploads) {
            Files.copy(site.war(), deployments.resolve("upload.war"));
        } else {
            Path files = Files.createDirectories(site.store().resolve(filesFolder()));
            configure(
                    site,
                    "--commands=/subsystem=undertow/configuration=handler/file=store:add(path=" + files + "),"
                            + "/subsystem=undertow/server=default-server/host=default-host/location=\\/upload"
                            + ":add(handler=store)");
        }
    }

    @Override
    public List<String> command(Site site) {
        return List.of(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + site.folder(),
                "-Djboss.http.port=" + site.port(),
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0");
    }

    @Override
    public Map<String, String> environment(Site site) {
        Map<String, String> environment = new HashMap<>(site.settings());
        environment.put("JBOSS_HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", site.javaOptions());
        return environment;
    }

    private void configure(Site site, String work) throws IOException, InterruptedException {
        File log = site.folder().resolve("cli.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", home.resolve("bin/jboss-cli.sh").toString(), "--resolve-parameter-values", work)
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(environment(site));
        builder.environment()
                .put(
                        "JAVA_OPTS",
                        "-Djboss.cli.rc=src/bench/wildfly/embed.cli -Djboss.server.base.dir=" + site.folder()
                                + " -Djboss.server.log.dir=" + site.folder().resolve("log-cli"));
        Process cli = builder.start();
        if (!cli.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || cli.exitValue() != 0) {
            cli.descendants().forEach(ProcessHandle::destroyForcibly);
            cli.destroyForcibly();
            throw new IllegalStateException("WildFly's CLI failed: see " + log);
        }
    }
}

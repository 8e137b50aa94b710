package org.stowage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.stowage.it.Signed;
import org.stowage.program.RunningProgram;

/** A base directory of the unpacked WildFly. */
record WildFlyFolder(Path path, String configuration, int port, int httpsPort, int managementPort)
        implements ServerFolder {

    private static final Pattern STARTED = Pattern.compile("WFLYSRV002[56]");

    /** The files of each configuration that the script has changed: it need not run for each server. */
    private static final Map<String, Path> CONFIGURED = new ConcurrentHashMap<>();

    /** WildFly as it comes: no secret, uploads up to 10 MiB. */
    static WildFlyFolder stock() throws IOException {
        return copyOf(Folders.named("wildfly.home").resolve("standalone/configuration"), "standalone.xml");
    }

    /** WildFly after {@code server-config/wildfly/stowage.cli}. */
    static WildFlyFolder configured() throws IOException {
        return configured("standalone.xml");
    }

    /** WildFly with one of its configurations after {@code server-config/wildfly/stowage.cli}. */
    static WildFlyFolder configured(String configuration) throws IOException {
        return copyOf(CONFIGURED.computeIfAbsent(configuration, WildFlyFolder::runScript), configuration);
    }

    /** As the admin does who has not started it yet; stalled clients are cut off after 5 seconds, for the tests' sake. */
    private static Path runScript(String configuration) {
        try {
            WildFlyFolder folder =
                    copyOf(Folders.named("wildfly.home").resolve("standalone/configuration"), configuration);
            new WildFlyCli(folder)
                    .runScriptOffline(
                            "server-config/wildfly/stowage.cli",
                            Map.of("STOWAGE_SECRET", Signed.SECRET),
                            "/subsystem=undertow/server=default-server/http-listener=default"
                                    + ":write-attribute(name=read-timeout, value=5000)",
                            "/system-property=stowage.delete-secret:add(value=\"" + Signed.DELETE_SECRET + "\")");
            return folder.path().resolve("configuration");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WildFlyFolder copyOf(Path files, String configuration) throws IOException {
        Path folder = Folders.create("wildfly");
        Folders.copyFiles(files, folder.resolve("configuration"));
        Files.createDirectories(folder.resolve("deployments"));
        return new WildFlyFolder(
                folder, configuration, RunningProgram.freePort(), RunningProgram.freePort(), RunningProgram.freePort());
    }

    /** Writes a number to an attribute of both listeners, as the CLI does. */
    void setListenerAttribute(String name, int value) throws IOException {
        Path file = path.resolve("configuration").resolve(configuration);
        String written = name + "=\"" + value + "\"";
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("(<https?-listener [^>]*?) " + name + "=\"[^\"]*\"", "$1")
                        .replaceAll("<(https?-listener) ", "<$1 " + written + " "));
    }

    @Override
    public void deploy(Path war, String name) throws IOException {
        Files.copy(war, path.resolve("deployments").resolve(name + ".war"));
    }

    @Override
    public List<String> arguments() {
        Path home = Folders.named("wildfly.home");
        return List.of(
                "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.management/javax.management=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
                "-Djava.net.preferIPv4Stack=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Dorg.jboss.logmanager.nocolor=true",
                "-Dorg.jboss.boot.log.file=" + path.resolve("log/server.log"),
                "-Dlogging.configuration=file:" + path.resolve("configuration/logging.properties"),
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + path,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + httpsPort,
                "-Djboss.management.http.port=" + managementPort,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "--server-config=" + configuration);
    }

    @Override
    public Pattern started() {
        return STARTED;
    }
}

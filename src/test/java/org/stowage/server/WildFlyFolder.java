package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.stowage.program.RunningProgram;

/** A base directory of the unpacked WildFly. */
record WildFlyFolder(Path path, String configuration, int port, int httpsPort, int managementPort)
        implements ServerFolder {

    private static final Pattern STARTED = Pattern.compile("WFLYSRV002[56]");

    /** WildFly as it comes: no secret, uploads up to 10 MiB. */
    static WildFlyFolder stock() throws IOException {
        return copyOf(Folders.named("wildfly.home").resolve("standalone"));
    }

    /** WildFly after {@code server-config/wildfly/stowage.cli}. */
    static WildFlyFolder configured() throws IOException {
        return copyOf(Folders.named("wildfly.base"));
    }

    private static WildFlyFolder copyOf(Path base) throws IOException {
        Path folder = Folders.create("wildfly");
        Folders.copyFiles(base.resolve("configuration"), folder.resolve("configuration"));
        Files.createDirectories(folder.resolve("deployments"));
        return new WildFlyFolder(
                folder,
                "standalone.xml",
                RunningProgram.freePort(),
                RunningProgram.freePort(),
                RunningProgram.freePort());
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

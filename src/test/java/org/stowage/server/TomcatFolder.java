package org.stowage.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.stowage.program.RunningProgram;

/** A CATALINA_BASE of one of the unpacked Tomcats. */
record TomcatFolder(Path path, Path home, int port) implements ServerFolder {

    private static final Pattern STARTED = Pattern.compile("Server startup in");

    static TomcatFolder tomcat10() throws IOException {
        return of("tomcat10");
    }

    static TomcatFolder tomcat11() throws IOException {
        return of("tomcat11");
    }

    private static TomcatFolder of(String name) throws IOException {
        Path folder = Folders.create(name);
        Path home = Folders.named(name + ".home");
        Files.createDirectories(folder.resolve("conf/Catalina/localhost"));
        Files.createDirectories(folder.resolve("temp"));
        Files.createDirectories(folder.resolve("webapps"));
        for (String file : List.of("conf/logging.properties", "conf/web.xml", "conf/tomcat-users.xml")) {
            Files.copy(home.resolve(file), folder.resolve(file));
        }
        try (InputStream server = Objects.requireNonNull(TomcatFolder.class.getResourceAsStream("tomcat.xml"))) {
            Files.copy(server, folder.resolve("conf/server.xml"));
        }
        return new TomcatFolder(folder, home, RunningProgram.freePort());
    }

    /** Puts a context file beside the WAR of that name, as an admin does; a running server sees all of it or nothing. */
    void configure(String contextFile, String name) throws IOException {
        Path written = Files.writeString(path.resolve(name + ".xml"), contextFile);
        Files.move(written, contextFile(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where the context file of that name is. */
    Path contextFile(String name) {
        return path.resolve("conf/Catalina/localhost").resolve(name + ".xml");
    }

    /** Adds a connector beside the one that answers HTTP. */
    void addConnector(String element) throws IOException {
        Path file = path.resolve("conf/server.xml");
        Files.writeString(file, Files.readString(file).replace("<Engine ", element + "\n<Engine "));
    }

    /** Adds a valve to the host of all applications. */
    void addValve(String element) throws IOException {
        Path file = path.resolve("conf/server.xml");
        Files.writeString(file, Files.readString(file).replace("</Host>", element + "\n</Host>"));
    }

    @Override
    public void deploy(Path war, String name) throws IOException {
        Files.copy(war, path.resolve("webapps").resolve(name + ".war"));
    }

    @Override
    public List<String> arguments() {
        Path bin = home.resolve("bin");
        return List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + path.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.io.tmpdir=" + path.resolve("temp"),
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + path,
                "-Dtomcat.http.port=" + port,
                "-classpath",
                bin.resolve("bootstrap.jar") + File.pathSeparator + bin.resolve("tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }

    @Override
    public Pattern started() {
        return STARTED;
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowage.it.RawHttp;
import org.stowage.it.Signed;
import org.stowage.management.metrics.UploadsMXBean;

/** What an admin sees who deploys: settings found, mistakes explained, nothing left behind. */
final class DeploymentIT {

    private static final Path FAT = Folders.named("stowage.war");
    private static final Path THIN = Folders.named("stowage.thin.war");
    private static final Map<String, String> SECRET = Map.of("STOWAGE_SECRET", Signed.SECRET);

    @Test
    void wildflyStopsTheDeploymentWithoutASecretAndSaysHowToSetIt() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(FAT, "files");
        try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
            assertThat(server.log()).contains("""
                            Stowage cannot start: stowage.secret is not set. On WildFly set it in the console:
                              Configuration, System Properties, View, Add: stowage.secret
                            or in the CLI:
                              /system-property=stowage.secret:add(value=…)
                            """);
            assertThat(isServed(folder, "files")).isFalse();
        }
    }

    @Test
    void tomcatStopsTheDeploymentWithoutASecretAndLeavesNothingBehind() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(FAT, "files");
        try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
            assertThat(server.log())
                    .contains(
                            "Stowage cannot start: stowage.secret is not set. On Tomcat set it as environment variable"
                                    + " STOWAGE_SECRET in bin/setenv.sh")
                    .doesNotContain("\tat org.stowage");
            assertThat(isServed(folder, "files")).isFalse();
            server.stop();
            // Weld's own workers may be alive for a moment.
            assertThat(server.log().lines().filter(line -> !line.contains("[weld-worker-")))
                    .noneMatch(line -> line.contains("leak"));
        }
    }

    @Test
    void allWrongSettingsAreToldAtOnce() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(FAT, "files");
        folder.deploy(FAT, "other");
        folder.configure(
                "<Context><Parameter name=\"stowage.secret\" value=\"x\" override=\"false\"/></Context>", "other");
        Map<String, String> environment = Map.of("STOWAGE_MAX_SIZE", "lots", "STOWAGE_BASE_PATH", "here");
        try (ServerProcess server = ServerProcess.start(folder, environment, "-Dstowage.durability=maybe")) {
            assertThat(server.log())
                    .contains("stowage.max-size \"lots\" is not a size such as 104857600, 100 MiB or 2 GiB;"
                            + " stowage.secret is not set; stowage.base-path \"here\" is not an absolute path;"
                            + " stowage.durability \"maybe\" is not one of fsync, none. On Tomcat set it")
                    .containsPattern("cannot start: stowage.max-size [^;]*; stowage.base-path [^;]*; stowage.durability"
                            + " \"maybe\" is not one of fsync, none\\.\n");
        }
    }

    @Test
    void basePathThatCannotBeUsedStopsTheDeployment() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        Path file = Files.writeString(folder.path().resolve("a-file"), "");
        folder.deploy(FAT, "files");
        try (ServerProcess server = ServerProcess.start(folder, SECRET, "-Dstowage.base-path=" + file)) {
            assertThat(server.log())
                    .contains("Stowage cannot start: the base path cannot be used: " + file + ": is not a directory");
        }
    }

    @Test
    void thinWarOnTomcatNamesTheOther() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(THIN, "files");
        try (ServerProcess server = ServerProcess.start(folder, SECRET)) {
            assertThat(server.log()).contains("Deploy upload.war here").doesNotContain("NoClassDefFoundError");
        }
    }

    @Test
    void wildflyServesAsRootFromItsDataDirectoryAndSaysSoInOneLine() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(FAT, "ROOT");
        try (ServerProcess server = ServerProcess.start(folder, Map.of(), "-Dstowage.secret=" + Signed.SECRET)) {
            assertThat(server.log())
                    .contains("Stowage serves / from " + folder.path().resolve("data/stowage")
                            + ": files up to 100 MiB, contracts jwt,token,v1,v2, secrets default, durability fsync")
                    .contains("The secret default is an example from documentation");
            uploads(folder, "/");
            server.stop();
            assertThat(server.log())
                    .doesNotContainPattern("(WARN|ERROR) (?!.*\\[org.stowage.check]).*(stowage|WELD|ROOT)");
        }
    }

    /** The file for admins as it is, but for the secret that it leaves to them. */
    @Test
    void tomcatTakesTheContextFileAndSaysNoWordOfALeakAtTheEnd() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        String context = Files.readString(Path.of("server-config/tomcat/upload.xml"));
        folder.deploy(FAT, "upload");
        folder.configure(context.replace("value=\"\"", "value=\"" + Signed.SECRET + "\""), "upload");
        String accessLog = Files.readString(Path.of("server-config/tomcat/access-log.xml"));
        folder.addValve(accessLog.substring(accessLog.indexOf("-->") + 3));
        try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
            for (int i = 0; i < 30; i++) {
                uploads(folder, "/upload/");
            }
            server.stop();
            assertThat(server.log())
                    .contains("Stowage serves /upload/ from " + folder.path().resolve("stowage"))
                    .doesNotContain("leak", "SEVERE", "WELD-0007");
        }
        assertThat(accessLog(folder)).contains("\"PUT /upload/").doesNotContain("v=", "?");
    }

    /** A class that is loaded under load may fail to load, and then always fails. */
    @Test
    void tomcatLoadsNothingOfStowageForTheFirstRequests() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat11();
        folder.deploy(FAT, "upload");
        firstRequestsLoadNothing(folder);
    }

    @Test
    void wildflyLoadsNothingOfStowageForTheFirstRequests() throws Exception {
        WildFlyFolder folder = WildFlyFolder.stock();
        folder.deploy(FAT, "upload");
        firstRequestsLoadNothing(folder);
    }

    /** Without lambdas: threads in the background link some at any time, and no file is opened for that. */
    private static void firstRequestsLoadNothing(ServerFolder folder) throws Exception {
        Pattern ofRequests = Pattern.compile(
                "(?!.*\\$\\$Lambda).* org\\.stowage\\.(http|token|contract|storage|audit|management\\.metrics)\\.");
        Path classes = folder.path().resolve("classes.log");
        Path store = folder.path().resolve("a-store");
        try (ServerProcess server = ServerProcess.start(
                folder, SECRET, "-Xlog:class+load:file=" + classes, "-Dstowage.base-path=" + store)) {
            try (RunningBean<UploadsMXBean> uploads = RunningBean.of(server, "Uploads", UploadsMXBean.class)) {
                assertThat(uploads.proxy().getBytesReceived()).isZero();
                assertThat(uploads.proxy().getRefusedByCode().values()).allMatch(count -> count == 0);
            }
            assertThat(server.log()).doesNotContain("rehearsal of requests failed");
            long loaded = Files.size(classes);
            uploads(folder, "/upload/");
            isServed(folder, "upload");
            assertThat(linesSince(classes, loaded))
                    .filteredOn(line -> ofRequests.matcher(line).lookingAt())
                    .isEmpty();
        }
    }

    private static List<String> linesSince(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) from, all.length - (int) from, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String accessLog(TomcatFolder folder) throws IOException {
        try (Stream<Path> logs = Files.list(folder.path().resolve("logs"))) {
            return Files.readString(
                    logs.filter(file -> file.getFileName().toString().startsWith("localhost_access_log"))
                            .findAny()
                            .orElseThrow());
        }
    }

    /** The file for admins as it is, but for the secret that it leaves to them. */
    @Test
    void tomcatTakesWhatSetenvExports() throws Exception {
        TomcatFolder folder = TomcatFolder.tomcat10();
        folder.deploy(FAT, "files");
        String script = Files.readString(Path.of("server-config/tomcat/setenv.sh"))
                .replace("STOWAGE_SECRET=''", "STOWAGE_SECRET='" + Signed.SECRET + "'");
        try (ServerProcess server = ServerProcess.start(folder, Map.of("STOWAGE_SECRET", exported(script)))) {
            assertThat(server.log()).contains("Stowage serves /files/");
            uploads(folder, "/files/");
        }
    }

    private static String exported(String script) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", script + "\nprintf %s \"$STOWAGE_SECRET\"").start();
        return new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static boolean isServed(ServerFolder folder, String context) throws IOException {
        try (RawHttp http = new RawHttp(folder.port())) {
            return http.exchange("OPTIONS", "/" + context + "/x").status() == 204;
        }
    }

    private static void uploads(ServerFolder folder, String base) throws IOException {
        String path = Signed.freshPath("hello.txt");
        try (RawHttp http = new RawHttp(folder.port())) {
            http.send("PUT", base + Signed.v1(path, 5), "Content-Length: 5");
            http.send("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(http.answer("PUT").status()).isEqualTo(201);
            assertThat(http.exchange("GET", base + path).text()).isEqualTo("hello");
        }
    }
}

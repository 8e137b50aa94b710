package org.stowage.xmpp;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowage.program.InstalledProgram;
import org.stowage.program.RunningProgram;

/**
 * ejabberd (Debian: 23.01) with {@code mod_http_upload} and an external secret, run from a temporary folder.
 *
 * <p>It is started by {@code erl} as {@code ejabberdctl foreground} does, but without a node name, so that there is
 * neither Erlang distribution nor {@code epmd}, and as the user of the test, which {@code ejabberdctl} refuses to do.
 */
final class Ejabberd implements XmppServer {
    static final String PROGRAM = "ejabberdctl";
    static final String PACKAGES = "ejabberd";

    private static final String READY = "every account is registered";

    private final int port;
    private final RunningProgram process;

    private Ejabberd(int port, RunningProgram process) {
        this.port = port;
        this.process = process;
    }

    /** Starts an ejabberd that hands out slots of the upload service. */
    static Ejabberd start(UploadService service) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stowage-ejabberd");
        int port = RunningProgram.freePort();
        Files.writeString(configurationFile(folder), configuration(folder, port, service));
        RunningProgram process = RunningProgram.start(folder, command(folder), environment(folder));
        process.awaitOutput(READY);
        return new Ejabberd(port, process);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String log() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path configurationFile(Path folder) {
        return folder.resolve("ejabberd.yml");
    }

    private static String configuration(Path folder, int port, UploadService service) throws IOException {
        return """
                hosts: ["DOMAIN"]
                loglevel: info
                auth_method: internal
                listen:
                  - module: ejabberd_c2s
                    ip: "127.0.0.1"
                    port: PORT
                acl:
                  local:
                    user_regexp: ""
                access_rules:
                  local:
                    allow: local
                modules:
                  mod_disco: {}
                  mod_roster: {}
                """.replace("DOMAIN", DOMAIN).replace("PORT", Integer.toString(port)) + moduleLines(folder, service);
    }

    /** The file for admins, with the values of this test in place of its examples. */
    private static String moduleLines(Path folder, UploadService service) throws IOException {
        String ours = Files.readString(Path.of("server-config/ejabberd/mod_http_upload.yml"));
        String lines = set(ours, "host", UPLOAD_DOMAIN);
        lines = set(lines, "put_url", withoutLastSlash(service.baseUrl().toString()));
        lines = set(lines, "external_secret", service.secret());
        return lines.substring(lines.indexOf("  mod_http_upload:")) + "    docroot: "
                + quoted(folder.resolve("docroot").toString()) + "\n";
    }

    private static String set(String lines, String option, String value) {
        return lines.replaceFirst(
                "(?m)^    " + option + ": .*$", Matcher.quoteReplacement("    " + option + ": " + quoted(value)));
    }

    private static String withoutLastSlash(String url) {
        return url.substring(0, url.length() - 1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static List<String> command(Path folder) {
        return List.of(
                new InstalledProgram("erl", PACKAGES).path().toString(),
                "-noinput",
                "-mnesia",
                "dir",
                '"' + folder.resolve("database").toString() + '"',
                "-s",
                "ejabberd",
                "-eval",
                registrations());
    }

    private static String registrations() {
        return Stream.of(Account.values())
                .map(account -> "ok = ejabberd_auth:try_register(<<\"%s\">>, <<\"%s\">>, <<\"%s\">>), "
                        .formatted(account.user(), DOMAIN, account.password()))
                .collect(Collectors.joining("", "", "io:format(\"" + READY + "\")."));
    }

    private static Map<String, String> environment(Path folder) throws IOException {
        return Map.of(
                "ERL_LIBS", erlangLibraries(),
                "ERL_CRASH_DUMP_BYTES", "0",
                "EJABBERD_CONFIG_PATH", configurationFile(folder).toString(),
                "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
    }

    /** Debian's ejabberd lies below the folder of the machine's architecture, where Erlang does not look by itself. */
    private static String erlangLibraries() throws IOException {
        StringJoiner folders = new StringJoiner(":");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            found.forEach(folder -> folders.add(folder.toString()));
        }
        return folders.toString();
    }
}

package org.stowage.xmpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stowage.program.InstalledProgram;
import org.stowage.program.RunningProgram;

/**
 * Prosody (Debian: 0.12), run from a temporary folder.
 *
 * <p>Accounts are written as Prosody's data files: {@code prosodyctl register} would take a second for each.
 */
final class Prosody implements XmppServer {
    static final String PROGRAM = "prosody";
    static final String UPLOAD_EXTERNAL = "/usr/lib/prosody/modules/mod_http_upload_external";
    static final String PACKAGES = "prosody prosody-modules";

    private final int port;
    private final RunningProgram process;

    private Prosody(int port, RunningProgram process) {
        this.port = port;
        this.process = process;
    }

    /** Starts a Prosody with the lines of a component. */
    static Prosody start(List<String> componentLines) throws IOException, InterruptedException {
        Path program = new InstalledProgram(PROGRAM, PACKAGES).path();
        Path folder = Files.createTempDirectory("stowage-prosody");
        int port = RunningProgram.freePort();
        Path configuration = folder.resolve("prosody.cfg.lua");
        Files.writeString(configuration, configuration(folder, port) + String.join("\n", componentLines) + "\n");
        writeAccounts(folder);
        List<String> command = List.of(program.toString(), "-F", "--config", configuration.toString());
        RunningProgram process = RunningProgram.start(folder, command, Map.of());
        process.awaitPort(port);
        return new Prosody(port, process);
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

    private static String configuration(Path folder, int port) {
        return """
                run_as_root = true
                daemonize = false
                pidfile = "FOLDER/prosody.pid"
                data_path = "FOLDER"
                log = { info = "*console" }
                interfaces = { "127.0.0.1" }
                c2s_ports = { PORT }
                c2s_require_encryption = false
                allow_unencrypted_plain_auth = true
                authentication = "internal_plain"
                modules_enabled = { "roster", "saslauth", "disco" }
                modules_disabled = { "s2s" }
                VirtualHost "DOMAIN"
                """.replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(port))
                .replace("DOMAIN", DOMAIN);
    }

    private static void writeAccounts(Path folder) throws IOException {
        Path accounts = folder.resolve(DOMAIN.replace(".", "%2e")).resolve("accounts");
        Files.createDirectories(accounts);
        for (Account account : Account.values()) {
            String data = "return { [\"password\"] = \"" + account.password() + "\" };\n";
            Files.writeString(accounts.resolve(account.user() + ".dat"), data);
        }
    }
}

package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** Caddy with {@code server-config/caddy/Caddyfile}. */
@NeedsProgram(
        value = {CaddyIT.PROGRAM, ProxyContract.CURL},
        packages = CaddyIT.PACKAGES + " curl")
final class CaddyIT extends ProxyContract {

    static final String PROGRAM = "caddy";
    static final String PACKAGES = "caddy";

    /** Its own server takes 256 KiB after an answer, then closes the connection. */
    @Override
    int largestBodyWrittenFirst() {
        return 200_000;
    }

    @Override
    RunningProgram start(Path folder, int port, int upstream) throws IOException {
        String addresses = "https://" + Front.HOST + ":" + port + ", https://" + ProxiedServers.CAPULET + ":" + port;
        String ours = recipe(
                        "caddy/Caddyfile",
                        Map.of(
                                "upload.example.org {",
                                addresses + " {\n\tbind 127.0.0.1\n\ttls cert.pem key.pem",
                                "127.0.0.1:8080",
                                "127.0.0.1:" + upstream))
                .replaceFirst("(?m)^\\{$", "{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_sni localhost");
        Path configuration = Files.writeString(folder.resolve("Caddyfile"), ours);
        String program = new InstalledProgram(PROGRAM, PACKAGES).path().toString();
        return RunningProgram.start(folder, List.of(program, "run", "--config", configuration.toString()), Map.of());
    }
}

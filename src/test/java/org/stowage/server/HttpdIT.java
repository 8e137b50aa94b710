package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stowage.program.InstalledProgram;
import org.stowage.program.NeedsProgram;
import org.stowage.program.RunningProgram;

/** Apache httpd with {@code server-config/httpd/stowage.conf}. */
@NeedsProgram(
        value = {HttpdIT.PROGRAM, ProxyContract.CURL},
        packages = HttpdIT.PACKAGES + " curl")
final class HttpdIT extends ProxyContract {

    static final String PROGRAM = "apache2";
    static final String PACKAGES = "apache2-bin";

    private static final List<String> MODULES = List.of(
            "mpm_event",
            "authz_core",
            "deflate",
            "env",
            "filter",
            "headers",
            "http2",
            "mime",
            "proxy",
            "proxy_http",
            "reqtimeout",
            "socache_shmcb",
            "ssl");

    @Override
    RunningProgram start(Path folder, int port, int upstream) throws IOException {
        StringBuilder all = new StringBuilder("ServerRoot " + folder + "\nServerName localhost\nPidFile httpd.pid\n"
                + "User www-data\nGroup www-data\nErrorLog /dev/stderr\nDefaultRuntimeDir " + folder + "\n"
                + "Listen 127.0.0.1:" + port + "\n");
        for (String module : MODULES) {
            all.append("LoadModule " + module + "_module /usr/lib/apache2/modules/mod_" + module + ".so\n");
        }
        all.append("TypesConfig /dev/null\nSetOutputFilter DEFLATE\n");
        all.append(recipe(
                "httpd/stowage.conf",
                Map.of(
                        "*:443",
                        "127.0.0.1:" + port,
                        "ServerName upload.example.org",
                        "ServerName " + Front.HOST,
                        "# ServerAlias " + ProxiedServers.CAPULET,
                        "ServerAlias " + ProxiedServers.CAPULET,
                        "/etc/ssl/upload.example.org/fullchain.pem",
                        "cert.pem",
                        "/etc/ssl/upload.example.org/privkey.pem",
                        "key.pem",
                        "/var/log/apache2/",
                        "",
                        "http://127.0.0.1:8080",
                        "http://127.0.0.1:" + upstream)));
        Path configuration = Files.writeString(folder.resolve("httpd.conf"), all);
        String program = new InstalledProgram(PROGRAM, PACKAGES).path().toString();
        return RunningProgram.start(folder, List.of(program, "-DFOREGROUND", "-f", configuration.toString()), Map.of());
    }
}

package org.stowage.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stowage.program.InstalledProgram;
import org.stowage.program.RunningProgram;

/** nginx with {@code server-config/nginx/stowage.conf}, without TLS, before several nodes. */
final class NginxNodes {

    private NginxNodes() {}

    /** Starts it in an empty folder. */
    static RunningProgram start(Path folder, int port, List<Integer> nodes) throws IOException, InterruptedException {
        Map<String, String> replacements = new HashMap<>();
        replacements.put("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";");
        replacements.put("    listen [::]:443 ssl http2;\n", "");
        replacements.put("upload.example.org;", "127.0.0.1;");
        replacements.put("    ssl_certificate /etc/ssl/upload.example.org/fullchain.pem;\n", "");
        replacements.put("    ssl_certificate_key /etc/ssl/upload.example.org/privkey.pem;\n", "");
        replacements.put("/var/log/nginx/", "");
        replacements.put("http://127.0.0.1:8080", "http://stowage");
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), """
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    upstream stowage {
                        NODES
                    }
                    OURS
                }
                """.replace("NODES", servers(nodes))
                .replace("OURS", recipe(replacements)));
        RunningProgram nginx = RunningProgram.start(
                folder,
                List.of(
                        new InstalledProgram(NginxIT.PROGRAM, NginxIT.PACKAGES)
                                .path()
                                .toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off;"),
                Map.of());
        nginx.awaitPort(port);
        return nginx;
    }

    private static String servers(List<Integer> nodes) {
        return nodes.stream().map(node -> "server 127.0.0.1:" + node + ";").collect(Collectors.joining("\n"));
    }

    /** The longest first: a part of a name is no name. */
    private static String recipe(Map<String, String> replacements) throws IOException {
        String text = Files.readString(Path.of("server-config/nginx/stowage.conf"));
        List<String> longestFirst = replacements.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        for (String each : longestFirst) {
            if (!text.contains(each)) {
                throw new IllegalStateException("not in the recipe: " + each);
            }
            text = text.replace(each, replacements.get(each));
        }
        return text;
    }
}

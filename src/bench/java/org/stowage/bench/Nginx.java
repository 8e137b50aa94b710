package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's nginx: static files, and uploads by its dav module, which checks nothing, or by its Perl module, which checks the token.
 *
 * @param perl whether {@code upload.pm} answers
 */
record Nginx(boolean perl) implements Program {

    @Override
    public void prepare(Site site) throws IOException {
        Files.createDirectories(site.store().resolve("files"));
        Files.copy(Path.of("src/bench/nginx/upload.pm"), site.folder().resolve("upload.pm"));
        String configuration = Files.readString(
                        Path.of(perl ? "src/bench/nginx/perl.conf" : "src/bench/nginx/dav.conf"))
                .replace("FOLDER", site.folder().toString())
                .replace("USER", System.getProperty("user.name"))
                .replace("FILES", Long.toString(Limits.openFiles()))
                .replace("STORE", site.store().toString())
                .replace("PORT", Integer.toString(site.port()));
        Files.writeString(site.folder().resolve("nginx.conf"), configuration);
    }

    @Override
    public List<String> command(Site site) {
        String folder = site.folder().toString();
        return List.of(executable(), "-e", "stderr", "-p", folder, "-c", folder + "/nginx.conf");
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of(
                "UPLOAD_SECRET",
                Signer.SECRET,
                "UPLOAD_ROOT",
                site.store().resolve(filesFolder()).toString());
    }

    static String executable() {
        return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nginx is missing: apt-get install nginx-light"));
    }
}

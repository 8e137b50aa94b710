package org.stowage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The {@link NullServer} in a process of its own: what the generator and the machine can do at all. */
record NullProgram() implements Program {

    @Override
    public void prepare(Site site) throws IOException {
        Files.createDirectories(site.store().resolve(filesFolder()));
    }

    @Override
    public List<String> command(Site site) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + site.heap(),
                "-XX:+UseParallelGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Xlog:gc:file=" + site.gcLog(),
                "-cp",
                Path.of("target/bench/classes").toAbsolutePath().toString(),
                NullServer.class.getName(),
                Integer.toString(site.port()),
                site.folder().resolve("block").toString());
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of();
    }
}

package org.stowage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.program.NeedsProgram;

/** aiohttp, of which slixmpp is made: it stops sending when it has the answer, and uses a connection again that is kept open. */
@Timeout(180)
@NeedsProgram(
        value = {AiohttpIT.PYTHON, "/usr/lib/python3/dist-packages/aiohttp"},
        packages = "python3-aiohttp")
@ExtendWith(ProxiedServers.OfAllTests.class)
final class AiohttpIT {

    static final String PYTHON = "/usr/bin/python3";

    private static final int TIMES = 10;

    private final ProxiedServers servers;

    @TempDir
    private Path folder;

    AiohttpIT(ProxiedServers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 3_000_000, 30_000_000})
    void nextRequestAfterARefusalIsAnswered(int size) throws Exception {
        Path script = folder.resolve("refused.py");
        Files.copy(Objects.requireNonNull(getClass().getResourceAsStream("aiohttp-refused.py")), script);
        for (int port : servers.ports().values()) {
            Process python = new ProcessBuilder(Stream.of(PYTHON, script, port, size, TIMES)
                            .map(Object::toString)
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
            boolean ended = python.waitFor(60, TimeUnit.SECONDS);
            python.destroyForcibly();
            assertThat(ended).isTrue();
            List<String> pairs = Files.readAllLines(folder.resolve("output"), StandardCharsets.UTF_8);
            assertThat(pairs).isEqualTo(Collections.nCopies(TIMES, "403 404"));
        }
    }
}

package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.it.DeployedWar;
import org.stowage.program.NeedsProgram;

/** Romeo's client is not written in Java: slixmpp, which encodes the URL of its slot anew before it uploads. */
@NeedsProgram(
        value = {
            Prosody.PROGRAM,
            Prosody.UPLOAD_EXTERNAL,
            SlixmppUploadIT.PYTHON,
            "/usr/lib/python3/dist-packages/slixmpp",
            "/usr/lib/python3/dist-packages/aiohttp"
        },
        packages = Prosody.PACKAGES + " python3-slixmpp python3-aiohttp")
@TestInstance(Lifecycle.PER_CLASS)
final class SlixmppUploadIT extends DeployedWar {
    static final String PYTHON = "/usr/bin/python3";

    private final WebClient web = new WebClient();

    private XmppServer server;
    private XmppClient juliet;

    @TempDir
    private Path folder;

    @BeforeAll
    void login() throws Exception {
        server = Prosody.start(ProsodyModule.UPLOAD_EXTERNAL.componentLines(UploadService.running()));
        juliet = XmppClient.login(server, Account.JULIET);
    }

    @AfterAll
    void logout() {
        if (juliet != null) {
            juliet.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static Stream<FileToSend> files() {
        return Stream.of(
                new FileToSend("très cool.jpg", 23456, "image/jpeg"),
                new FileToSend("a+b;c=d&e%20%2F#?☃😀.txt", 1234, "text/plain"),
                new FileToSend("O'Hara (1)!~*,:@$&=.png", 20, "image/png"),
                new FileToSend("empty.txt", 0, "text/plain"),
                new FileToSend("five mebibytes.mp4", 5 * 1024 * 1024, "video/mp4"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileUploadedBySlixmppArrivesUnchanged(FileToSend file) throws Exception {
        upload(file);

        URI url = URI.create(juliet.nextMessage());
        assertThat(url.getPath()).endsWith("/" + file.name());
        web.assertServed(url, file);
    }

    private void upload(FileToSend file) throws IOException, InterruptedException {
        Path content = Files.write(folder.resolve("content"), file.content());
        Path output = folder.resolve("output.log");
        Process python = new ProcessBuilder(command(file, content))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(python.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            python.destroyForcibly();
        }
    }

    private List<String> command(FileToSend file, Path content) throws IOException {
        return List.of(
                PYTHON,
                script().toString(),
                Integer.toString(server.port()),
                Account.ROMEO.bareJid(),
                Account.ROMEO.password(),
                XmppServer.UPLOAD_DOMAIN,
                Account.JULIET.bareJid(),
                content.toString(),
                file.name());
    }

    private Path script() throws IOException {
        Path script = folder.resolve("slixmpp-upload.py");
        try (InputStream source = SlixmppUploadIT.class.getResourceAsStream("slixmpp-upload.py")) {
            Files.copy(Objects.requireNonNull(source), script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }
}

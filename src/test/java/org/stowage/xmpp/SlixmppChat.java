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

/** Two people at a Prosody with {@code mod_http_upload_external}: Romeo's client is slixmpp, Juliet's is Smack. */
public final class SlixmppChat implements AutoCloseable {

    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PROSODY = Prosody.PROGRAM;
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String UPLOAD_EXTERNAL = Prosody.UPLOAD_EXTERNAL;
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PYTHON = "/usr/bin/python3";
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String SLIXMPP = "/usr/lib/python3/dist-packages/slixmpp";
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String AIOHTTP = "/usr/lib/python3/dist-packages/aiohttp";
    /** For {@link org.stowage.program.NeedsProgram}. */
    public static final String PACKAGES = Prosody.PACKAGES + " python3-slixmpp python3-aiohttp";

    private final WebClient web = new WebClient();
    private final Path folder;
    private final XmppServer server;
    private final XmppClient juliet;

    private SlixmppChat(Path folder, XmppServer server, XmppClient juliet) {
        this.folder = folder;
        this.server = server;
        this.juliet = juliet;
    }

    /**
     * Starts the server and logs Juliet in.
     *
     * @param folder for what Romeo uploads
     * @param uploads the base URL of the upload service
     * @param secret that the service shares with Prosody
     */
    public static SlixmppChat start(Path folder, URI uploads, String secret) throws Exception {
        return start(folder, new UploadService(uploads, secret));
    }

    static SlixmppChat start(Path folder, UploadService uploads) throws Exception {
        XmppServer server = Prosody.start(ProsodyModule.UPLOAD_EXTERNAL.componentLines(uploads));
        try {
            return new SlixmppChat(folder, server, XmppClient.login(server, Account.JULIET));
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Romeo uploads a file and sends its URL; Juliet reads the very file. */
    public void share(String name, int size, String contentType) throws IOException, InterruptedException {
        share(new FileToSend(name, size, contentType));
    }

    void share(FileToSend file) throws IOException, InterruptedException {
        upload(file);
        URI url = URI.create(juliet.nextMessage());
        assertThat(url.getPath()).endsWith("/" + file.name());
        web.assertServed(url, file);
    }

    @Override
    public void close() {
        juliet.close();
        server.close();
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
        try (InputStream source = SlixmppChat.class.getResourceAsStream("slixmpp-upload.py")) {
            Files.copy(Objects.requireNonNull(source), script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }
}

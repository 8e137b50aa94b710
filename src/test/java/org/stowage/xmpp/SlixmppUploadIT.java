package org.stowage.xmpp;

import java.nio.file.Path;
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
            SlixmppChat.PROSODY,
            SlixmppChat.UPLOAD_EXTERNAL,
            SlixmppChat.PYTHON,
            SlixmppChat.SLIXMPP,
            SlixmppChat.AIOHTTP
        },
        packages = SlixmppChat.PACKAGES)
@TestInstance(Lifecycle.PER_CLASS)
final class SlixmppUploadIT extends DeployedWar {

    /** A field, because Arquillian refuses parameters that it does not know. */
    @TempDir
    private static Path folder;

    private SlixmppChat chat;

    @BeforeAll
    void login() throws Exception {
        chat = SlixmppChat.start(folder, UploadService.running());
    }

    @AfterAll
    void logout() {
        if (chat != null) {
            chat.close();
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
        chat.share(file);
    }
}

package org.stowage.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.it.DeployedWar;

/** What must hold with every XMPP server: Romeo uploads a file, sends Juliet its URL, and she reads it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class XmppUploadContract extends DeployedWar {
    final WebClient web = new WebClient();

    private XmppServer server;
    private XmppClient romeo;
    private XmppClient juliet;

    /** Starts the XMPP server, which hands out slots of the service. */
    abstract XmppServer start(UploadService service) throws Exception;

    /** The name that the XMPP server puts into a URL: nearly always that of the file. */
    String nameInUrl(String fileName) {
        return fileName;
    }

    @BeforeAll
    void login() throws Exception {
        server = start(UploadService.running());
        romeo = XmppClient.login(server, Account.ROMEO);
        juliet = XmppClient.login(server, Account.JULIET);
        assertThat(romeo.knowsUploadService())
                .as("upload service discovered; the server said:%n%s", server.log())
                .isTrue();
    }

    @AfterAll
    void logout() {
        Stream.of(romeo, juliet).filter(Objects::nonNull).forEach(XmppClient::close);
        if (server != null) {
            server.close();
        }
    }

    /** Names, sizes and types that the XMPP server gives slots for and the upload service takes. */
    Stream<FileToSend> files() {
        return Stream.of(
                new FileToSend("très cool.jpg", 23456, "image/jpeg"),
                new FileToSend("Küche.jpg", 577716, "image/jpeg"),
                new FileToSend("a+b;c=d&e%20%2F#?☃😀.txt", 1234, "text/plain"),
                new FileToSend(
                        "14-خید.xlsx", 150338, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                new FileToSend("%2e%2e", 17, "application/octet-stream"),
                new FileToSend("...", 18, "application/octet-stream"),
                new FileToSend(".hidden", 19, "application/octet-stream"),
                new FileToSend("O'Hara (1)!~*,:@$&=.png", 20, "image/png"),
                new FileToSend("\"quoted\" <b>&amp;.svg", 21, "image/svg+xml"),
                new FileToSend("no extension", 22, "text/html"),
                new FileToSend("l" + "o".repeat(220) + "ng.bin", 23, "application/octet-stream"),
                new FileToSend("ü".repeat(200) + ".txt", 24, "text/plain;charset=UTF-8"),
                new FileToSend("empty.txt", 0, "text/plain"),
                new FileToSend("one byte.bin", 1, "application/octet-stream"),
                new FileToSend("five mebibytes.mp4", 5 * 1024 * 1024, "video/mp4"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileSharedInAChatArrivesUnchanged(FileToSend file) throws Exception {
        UploadSlot slot = requestSlot(file);
        assertThat(slot.getUrl().getPath()).endsWith("/" + nameInUrl(file.name()));
        assertThat(web.put(slot, file.contentType(), file.content())).isEqualTo(201);

        romeo.send(Account.JULIET, slot.getUrl().toString());

        web.assertServed(URI.create(juliet.nextMessage()), file);
    }

    @Test
    void fileUploadedBySmackItselfArrivesUnchanged() throws Exception {
        FileToSend file = new FileToSend("très cool.jpg", 100_000, "application/octet-stream");

        romeo.send(Account.JULIET, romeo.upload(file.name(), file.content()).toString());

        web.assertServed(URI.create(juliet.nextMessage()), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void signedNameThatIsNoFileNameIsRefused(String name) throws Exception {
        FileToSend file = new FileToSend(name, 5, "text/plain");
        UploadSlot slot = requestSlot(file);
        assertThat(slot.getUrl().getPath()).endsWith("/" + nameInUrl(name));

        assertThat(web.put(slot, file.contentType(), file.content())).isIn(400, 404);
        assertThat(web.get(slot.getUrl()).statusCode()).isIn(400, 404);
    }

    @Test
    void secondUploadToTheSameSlotIsRefused() throws Exception {
        FileToSend file = new FileToSend("once.bin", 1000, "application/octet-stream");
        UploadSlot slot = requestSlot(file);
        assertThat(web.put(slot, file.contentType(), file.content())).isEqualTo(201);

        assertThat(web.put(slot, file.contentType(), new byte[file.size()])).isEqualTo(409);
        web.assertServed(slot.getUrl(), file);
    }

    @Test
    void bodyOfAnotherSizeIsRefusedAndTheSlotStaysGood() throws Exception {
        FileToSend file = new FileToSend("exact.bin", 1000, "application/octet-stream");
        UploadSlot slot = requestSlot(file);

        assertThat(web.put(slot, file.contentType(), new byte[file.size() + 1])).isIn(403, 413);
        assertThat(web.get(slot.getUrl()).statusCode()).isEqualTo(404);
        assertThat(web.put(slot, file.contentType(), file.content())).isEqualTo(201);
    }

    @Test
    void uploadWithoutTheSlotsTokenIsRefused() throws Exception {
        FileToSend file = new FileToSend("token.bin", 1000, "application/octet-stream");
        URI url = requestSlot(file).getUrl();

        assertThat(web.put(new UploadSlot(url, url, Map.of()), file.contentType(), file.content()))
                .isIn(401, 403);
        assertThat(web.get(url).statusCode()).isEqualTo(404);
    }

    /** Romeo's slot for a file. */
    final UploadSlot requestSlot(FileToSend file) throws Exception {
        return romeo.requestSlot(file.name(), file.size(), file.contentType());
    }
}

package org.stowage.management.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.audit.AuditLog;
import org.stowage.contract.Contract;
import org.stowage.retention.Takedowns;
import org.stowage.storage.local.LocalRepository;
import org.stowage.storage.staging.Durability;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;

/** A test upload ends whatever the server answers. */
@Timeout(60)
final class TestUploadTest {

    @TempDir
    private Path folder;

    @Test
    void answerThatStandsStillEndsTheRunAndLetsTheNextBegin() throws Exception {
        try (Answering server = new Answering("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhalf", false)) {
            assertThat(run(server, Duration.ofSeconds(1)))
                    .anyMatch(line -> line.contains("No whole answer came in time"));
            assertThat(run(server, Duration.ofSeconds(1))).noneMatch(line -> line.contains("under way"));
        }
    }

    @Test
    void serverThatSaysNothingEndsTheRun() throws Exception {
        try (Answering server = new Answering("", false)) {
            assertThat(run(server, Duration.ofSeconds(1)))
                    .anyMatch(line -> line.contains("No whole answer came in time"));
        }
    }

    @Test
    void answerWithoutAnEndIsNotReadToIt() throws Exception {
        try (Answering server = new Answering("HTTP/1.1 201 Created\r\n\r\n", true)) {
            assertThat(run(server, Duration.ofSeconds(50)))
                    .anyMatch(line -> line.contains("the answer has more than 1048576 bytes"));
        }
    }

    private List<String> run(Answering server, Duration patience) throws IOException {
        Signer signer = new Signer(
                "",
                Set.of(Contract.V1),
                new Keyring(
                        List.of(new SigningSecret(
                                "default", new SecretKeySpec(new byte[32], "HmacSHA256"), null, null)),
                        Clock.systemUTC()),
                null);
        TestSite site = new TestSite(
                "http://127.0.0.1:" + server.socket.getLocalPort() + "/", signer, 1 << 20, "https://test.invalid");
        try (LocalRepository store = LocalRepository.open(folder, Durability.NONE, Clock.systemUTC())) {
            Takedowns takedowns = new Takedowns(store, Clock.systemUTC(), AuditLog.silent());
            TestUpload upload = new TestUpload(base -> List.of(site), takedowns, Clock.systemUTC(), patience);
            TestUpload.Report report = upload.run("", 10, Optional.empty());
            assertThat(report.passed()).isFalse();
            assertThat(upload.run("", 10, Optional.of("juliet")).passed()).isFalse();
            return report.sentences();
        }
    }

    /** Sends the same bytes to every connection at once, and then nothing, or more bytes without end. */
    private static final class Answering implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final byte[] answer;
        private final boolean endless;

        Answering(String answer, boolean endless) throws IOException {
            this.answer = answer.getBytes(StandardCharsets.US_ASCII);
            this.endless = endless;
            Thread accepting = new Thread(this::accept, "answering");
            accepting.setDaemon(true);
            accepting.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = socket.accept();
                    Thread giving = new Thread(() -> give(client), "giving");
                    giving.setDaemon(true);
                    giving.start();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void give(Socket client) {
            try {
                OutputStream out = client.getOutputStream();
                out.write(answer);
                while (endless) {
                    out.write(new byte[8192]);
                }
            } catch (IOException ended) {
                // The client has enough.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

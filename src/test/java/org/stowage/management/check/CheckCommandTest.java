package org.stowage.management.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.command.Command;
import org.stowage.management.admin.AdminRequest;

/** The output and exit status of {@code java -jar upload.war check}. */
@Timeout(120)
final class CheckCommandTest {

    private static final Finding NOTE = Finding.note("a-note", "It is good to know.", "leave it");
    private static final Finding WARNING = Finding.warning("a-warning", "Something does harm.", "mend it");

    static Stream<Arguments> findings() {
        return Stream.of(
                Arguments.of(List.of(), 0, "passed\n"),
                Arguments.of(List.of(NOTE), 0, "NOTE a-note: It is good to know. Fix: leave it\npassed\n"),
                Arguments.of(List.of(WARNING, NOTE), 1, """
                        WARNING a-warning: Something does harm. Fix: mend it
                        NOTE a-note: It is good to know. Fix: leave it
                        warnings
                        """));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void warningsAreAFailureNotesAreNot(List<Finding> findings, int status, String output) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/upload/-/check", exchange -> answer(exchange, findings));
        server.start();
        try {
            Process command = command("http://127.0.0.1:" + server.getAddress().getPort() + "/upload/");
            String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).isEqualTo(output);
            assertThat(command.waitFor()).isEqualTo(status);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, List<Finding> findings) throws IOException {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        String text = DiagnosisCalls.told(findings, new AdminRequest("admin", accept, ""))
                .body();
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static Process command(String server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Command.class.getName(),
                "check",
                "--server",
                server);
        builder.environment().put("STOWAGE_ADMIN_PASSWORD", "any");
        builder.redirectErrorStream(true);
        return builder.start();
    }
}

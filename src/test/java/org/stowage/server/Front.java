package org.stowage.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stowage.it.RawHttp;
import org.stowage.it.RawHttp.Answer;
import org.stowage.it.Signed;
import org.stowage.program.RunningProgram;

/**
 * A proxy before a server.
 *
 * @param name of the server, for the reports
 * @param port where the proxy answers HTTPS
 * @param proxy the program
 * @param folder with the proxy's logs
 */
record Front(String name, int port, RunningProgram proxy, Path folder) {

    /** The host that requests are for, if they do not say another. */
    static final String HOST = "localhost";

    /** Opens a connection. */
    RawHttp connect() throws IOException {
        return new RawHttp(Tls.connect(port));
    }

    /** Asks without a body. */
    Answer exchange(String method, String target, String... headers) throws IOException {
        return exchangeWith(HOST, method, target, headers);
    }

    /** Asks a host of another name, without a body. */
    Answer exchangeWith(String host, String method, String target, String... headers) throws IOException {
        return over(Tls.connect(port), host, method, target, headers);
    }

    /** Asks from an address of this machine. */
    Answer exchangeFrom(String address, String target, String... headers) throws IOException {
        return over(Tls.connectFrom(address, port), HOST, "GET", target, headers);
    }

    private static Answer over(Socket socket, String host, String method, String target, String... headers)
            throws IOException {
        try (RawHttp http = new RawHttp(socket)) {
            http.sendTo(host, method, target, headers);
            return http.answer(method);
        }
    }

    /** Uploads by contract v1 to a path that is not escaped; the target of the request is. */
    Answer put(String path, byte[] content) throws IOException {
        return putTo("/upload/" + Signed.v1(path, content.length), content);
    }

    /** Uploads. */
    Answer putTo(String target, byte[] content) throws IOException {
        try (RawHttp http = connect()) {
            http.sendTo(HOST, "PUT", target, "Content-Length: " + content.length);
            http.send(content);
            return http.answer("PUT");
        }
    }

    /** All that the proxy has written about requests: to its output and to files. */
    String logs() {
        StringBuilder all = new StringBuilder(proxy.output());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> logs =
                    files.filter(file -> file.toString().endsWith(".log")).toList();
            for (Path log : logs) {
                all.append(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}

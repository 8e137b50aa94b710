package org.stowage.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A wire to an object store on which things go wrong when a test says so. */
final class FaultyWire implements AutoCloseable {

    /** What happens to a request. */
    enum Fault {
        /** The store does it; its answer never arrives. */
        ANSWER_IS_LOST,
        /** It is answered 503, and the store never sees it. */
        REFUSED,
        /** The answer breaks off in the middle. */
        ANSWER_IS_CUT,
        /** Nothing comes of it, and the connection stays. */
        STALLS
    }

    private static final byte[] SLOW_DOWN = String.join(
                    "\r\n",
                    "HTTP/1.1 503 Slow Down",
                    "Content-Type: application/xml",
                    "Content-Length: 61",
                    "Connection: close",
                    "",
                    "<Error><Code>SlowDown</Code><Message>slower</Message></Error>")
            .getBytes(StandardCharsets.US_ASCII);

    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|PUT|DELETE|POST) ");

    private final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket listener;
    private final int store;
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /** A fault that happens to some of the next requests. */
    private record Armed(Fault fault, String method, AtomicInteger times) {}

    FaultyWire(int store) throws IOException {
        this.store = store;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(() -> {
            while (true) {
                connect(listener.accept());
            }
        });
    }

    /** Returns the URL by which the store is asked over this wire. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Lets a fault happen to the next requests of a method. */
    void arm(Fault fault, String method, int times) {
        armed.set(new Armed(fault, method, new AtomicInteger(times)));
    }

    /** Tells how many of them are still to come. */
    int left() {
        Armed now = armed.get();
        return now == null ? 0 : Math.max(0, now.times().get());
    }

    /** Returns how many requests have passed. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), store);
        AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
        run(() -> {
            try (client) {
                forth(client, server.getOutputStream(), fault);
            } finally {
                server.close();
            }
        });
        run(() -> {
            try (server) {
                back(server.getInputStream(), client, fault);
            } finally {
                client.close();
            }
        });
    }

    private void forth(Socket client, OutputStream server, AtomicReference<@Nullable Fault> fault) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream from = client.getInputStream();
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            takeFault(buffer, length, fault);
            if (fault.get() == Fault.REFUSED) {
                client.getOutputStream().write(SLOW_DOWN);
                client.getOutputStream().flush();
                return;
            }
            if (fault.get() != Fault.STALLS) {
                server.write(buffer, 0, length);
                server.flush();
            }
        }
    }

    private void takeFault(byte[] buffer, int length, AtomicReference<@Nullable Fault> fault) {
        String begin = new String(buffer, 0, Math.min(length, 8), StandardCharsets.US_ASCII);
        if (REQUEST.matcher(begin).lookingAt()) {
            requests.incrementAndGet();
        }
        Armed now = armed.get();
        if (now == null) {
            return;
        }
        if (begin.startsWith(now.method() + " ") && now.times().getAndDecrement() > 0) {
            fault.set(now.fault());
        }
    }

    private static void back(InputStream server, Socket client, AtomicReference<@Nullable Fault> fault)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int length = server.read(buffer); length >= 0; length = server.read(buffer)) {
            boolean goesOn = new String(buffer, 0, Math.min(length, 12), StandardCharsets.US_ASCII).endsWith(" 100");
            if (!goesOn && fault.get() == Fault.ANSWER_IS_LOST) {
                client.setSoLinger(true, 0);
                return;
            }
            boolean cut = !goesOn && fault.get() == Fault.ANSWER_IS_CUT;
            client.getOutputStream().write(buffer, 0, cut ? length - 1 : length);
            client.getOutputStream().flush();
            if (cut) {
                return;
            }
        }
    }
}

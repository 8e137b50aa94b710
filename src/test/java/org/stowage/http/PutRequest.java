package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A PUT of {@code /upload/a/b.bin} in a container that is driven by the test: half of the body comes with the header fields. */
final class PutRequest {

    static final byte[] BODY = {1, 2, 3, 4};

    private final Consumer<String> called;
    private final Body body = new Body();

    /** The status of the answer; 0 as long as nobody has set it. */
    int status;

    boolean asyncStarted;
    boolean asyncCompleted;

    /** Is called with the name of each relevant method before the method does anything. */
    PutRequest(Consumer<String> called) {
        this.called = called;
    }

    HttpServletRequest request() {
        ServletContext context = fake(ServletContext.class, (self, method, arguments) -> "/upload");
        return fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "PUT";
            case "getProtocol" -> "HTTP/1.1";
            case "getRequestURI" -> "/upload/a/b.bin";
            case "getServletContext" -> context;
            case "getServerName" -> "localhost";
            case "getRequestId" -> "1";
            case "getHeader" -> "Content-Length".equals(arguments[0]) ? Integer.toString(BODY.length) : null;
            case "getHeaders" -> Collections.emptyEnumeration();
            case "getInputStream" -> {
                called.accept("getInputStream");
                yield body;
            }
            case "isAsyncStarted" -> asyncStarted;
            case "startAsync" -> {
                called.accept("startAsync");
                asyncStarted = true;
                yield async();
            }
            default -> null;
        });
    }

    HttpServletResponse response() {
        ServletOutputStream output = new Output();
        return fake(HttpServletResponse.class, (self, method, arguments) -> switch (method.getName()) {
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "isCommitted" -> false;
            case "getOutputStream" -> output;
            case "getWriter" -> new PrintWriter(output, true, StandardCharsets.US_ASCII);
            default -> null;
        });
    }

    /** Does what a container does when this many further bytes have arrived. */
    void comes(int bytes) throws IOException {
        body.arrived += bytes;
        Objects.requireNonNull(body.listener).onDataAvailable();
    }

    /** Does what a container does when the connection breaks. */
    void breaks() {
        Objects.requireNonNull(body.listener).onError(new IOException("the connection is broken"));
    }

    boolean isRead() {
        return body.isFinished();
    }

    /** Does what a container does when the rest of the body has arrived. */
    void restComes() {
        ReadListener listener = body.listener;
        if (listener == null) {
            return;
        }
        body.arrived = BODY.length;
        try {
            listener.onDataAvailable();
            if (body.isFinished()) {
                listener.onAllDataRead();
            }
        } catch (Throwable e) {
            listener.onError(e);
        }
    }

    /** Tells that there is no more, as Tomcat does by HTTP/2 when the last bytes were given away. */
    void allWasGivenAway() {
        ReadListener listener = Objects.requireNonNull(body.listener);
        try {
            listener.onAllDataRead();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private AsyncContext async() {
        return fake(AsyncContext.class, (self, method, arguments) -> {
            asyncCompleted |= method.getName().equals("complete");
            called.accept(method.getName());
            if (method.getName().equals("start")) {
                ((Runnable) arguments[0]).run();
            }
            return null;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes = new ByteArrayInputStream(BODY);
        private int arrived = BODY.length / 2;
        private @Nullable ReadListener listener;

        @Override
        public int available() {
            called.accept("available");
            return arrived - (BODY.length - bytes.available());
        }

        @Override
        public boolean isReady() {
            called.accept("isReady");
            return arrived > BODY.length - bytes.available();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            called.accept("read");
            return bytes.read(into, offset, Math.min(length, arrived - (BODY.length - bytes.available())));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            called.accept("setReadListener");
            this.listener = listener;
        }
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}

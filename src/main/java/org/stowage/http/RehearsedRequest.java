package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that no client has sent, with a body of zeros. Of its answer only the status is kept. Everything happens on the
 * thread that {@linkplain #run runs} it.
 */
final class RehearsedRequest {

    private final String method;
    private final String path;
    private final String query;
    private final ServletContext context;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Body body = new Body();
    private final Output output = new Output();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    private boolean asynchronous;
    private int status = HttpServletResponse.SC_OK;

    /**
     * Begins without a body.
     *
     * @param path what follows the context path and a slash
     * @param query without the question mark; may be empty
     */
    RehearsedRequest(String method, String path, String query, ServletContext context) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.context = context;
    }

    RehearsedRequest with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    RehearsedRequest withAttribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /**
     * Gives it a body.
     *
     * @param atOnce how many of its bytes come with the header fields
     */
    RehearsedRequest withBody(int length, int atOnce) {
        body.left = length;
        body.arrived = atOnce;
        return with("Content-Length", Integer.toString(length));
    }

    String path() {
        return path;
    }

    RequestHeaders headers() {
        return name -> Optional.ofNullable(fields.get(name));
    }

    /** Has a servlet answer it, with all calls of listeners that a server would make; returns the status. */
    int run(HttpServlet servlet) throws ServletException, IOException {
        ServletRequest request = made(HttpServletRequest.class, this::request);
        ServletResponse response = made(HttpServletResponse.class, this::response);
        servlet.service(request, response);
        body.arrives();
        output.isTaken();
        return status;
    }

    @Override
    public String toString() {
        return method;
    }

    private @Nullable Object request(Object self, Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getRequestURI" -> context.getContextPath() + "/" + path;
            case "getQueryString" -> query.isEmpty() ? null : query;
            case "getServletContext" -> context;
            case "getProtocol" -> "HTTP/1.1";
            case "getScheme" -> "http";
            case "getServerName" -> "localhost";
            case "getRemoteAddr" -> "127.0.0.1";
            case "getRequestId" -> "rehearsal";
            case "getHeader" -> fields.get(arguments[0]);
            case "getHeaders" -> Collections.enumeration(lines((String) arguments[0]));
            case "getAttribute" -> attributes.get(arguments[0]);
            case "getInputStream" -> body;
            case "isAsyncStarted" -> asynchronous;
            case "startAsync" -> {
                asynchronous = true;
                yield made(AsyncContext.class, this::async);
            }
            default -> nothing(called);
        };
    }

    private List<String> lines(String field) {
        String value = fields.get(field);
        return value == null ? List.of() : List.of(value);
    }

    private @Nullable Object response(Object self, Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "getOutputStream" -> output;
            case "getWriter" -> writer;
            default -> nothing(called);
        };
    }

    private @Nullable Object async(Object self, Method called, Object[] arguments) {
        if (called.getName().equals("start")) {
            ((Runnable) arguments[0]).run();
        }
        return nothing(called);
    }

    /** A proxy must not return null for a primitive. */
    private static @Nullable Object nothing(Method called) {
        Class<?> type = called.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : null;
    }

    /** The class loader of the deployment, so that the classes end with it. */
    private static <T> T made(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(RehearsedRequest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Body extends ServletInputStream {

        private int left;
        private int arrived;
        private @Nullable ReadListener listener;

        /** The rest arrives. */
        void arrives() throws IOException {
            if (listener != null) {
                arrived = left;
                listener.onDataAvailable();
                listener.onAllDataRead();
            }
        }

        @Override
        public int available() {
            return arrived;
        }

        @Override
        public boolean isReady() {
            return arrived > 0;
        }

        @Override
        public boolean isFinished() {
            return left == 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int read = Math.min(length, arrived);
            arrived -= read;
            left -= read;
            return read;
        }

        @Override
        public int read() {
            return read(new byte[1], 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            this.listener = listener;
        }
    }

    private static final class Output extends ServletOutputStream {

        private @Nullable WriteListener listener;

        /** The client takes all there is. */
        void isTaken() throws IOException {
            if (listener != null) {
                listener.onWritePossible();
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // The client is imaginary.
        }

        @Override
        public void write(int b) {
            // The client is imaginary.
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }
    }
}

package org.stowage.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server with one GET, on one thread: each of its methods fails if the test says so. */
final class PaperServer {

    private final Set<String> failing = new HashSet<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private @Nullable WriteListener listener;
    private int asyncStarts;
    private int completions;

    /** Makes a method fail with an {@link Error} from now on. */
    void fail(String method) {
        failing.add(method);
    }

    HttpServletRequest request() {
        return made(HttpServletRequest.class, (self, method, arguments) -> switch (call(method.getName())) {
            case "getMethod" -> "GET";
            case "getRequestId" -> "1";
            case "getRequestURI" -> "/upload/a/b";
            case "getServerName" -> "localhost";
            case "getHeaders" -> Collections.emptyEnumeration();
            case "getServletContext" -> made(jakarta.servlet.ServletContext.class, (context, asked, none) -> "/upload");
            case "startAsync" -> {
                asyncStarts++;
                yield async();
            }
            default -> null;
        });
    }

    HttpServletResponse response() {
        return made(HttpServletResponse.class, (self, method, arguments) -> switch (call(method.getName())) {
            case "getOutputStream" -> new Output();
            case "isCommitted" -> true;
            default -> null;
        });
    }

    /** Tells the listener that the client takes bytes, as a server does until all is over. */
    void run() throws IOException {
        Objects.requireNonNull(listener, "nobody listens").onWritePossible();
    }

    byte[] sent() {
        return sent.toByteArray();
    }

    /** Returns how many requests the server believes to be under way. */
    int underWay() {
        return asyncStarts - completions;
    }

    private AsyncContext async() {
        return made(AsyncContext.class, (self, method, arguments) -> {
            if (call(method.getName()).equals("complete")) {
                completions++;
            } else if (method.getName().equals("start")) {
                ((Runnable) arguments[0]).run();
            }
            return null;
        });
    }

    private String call(String method) {
        if (failing.contains(method)) {
            throw new StackOverflowError(method);
        }
        return method;
    }

    private static <T> T made(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Output extends ServletOutputStream {

        @Override
        public boolean isReady() {
            call("isReady");
            return true;
        }

        @Override
        public void setWriteListener(WriteListener newListener) {
            call("setWriteListener");
            listener = newListener;
        }

        @Override
        public void write(int b) {
            call("write");
            sent.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            call("write");
            sent.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (failing.contains("close")) {
                throw new IOException("the client is gone");
            }
        }
    }
}

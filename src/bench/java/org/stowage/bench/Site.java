package org.stowage.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a server runs.
 *
 * @param folder its configuration and logs; new for every run
 * @param store its files
 * @param port of 127.0.0.1
 * @param fsync whether an upload waits for the disk
 * @param heap the largest heap, as for Java's {@code -Xmx}
 */
record Site(Path folder, Path store, int port, boolean fsync, String heap) {

    /** A port of 127.0.0.1 that nobody uses now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Where a Java server logs its collections. */
    Path gcLog() {
        return folder.resolve("gc.log");
    }

    /** The options of a Java server. */
    String javaOptions() {
        return "-Xmx" + heap + " -Djava.net.preferIPv4Stack=true -Xlog:gc:file=" + gcLog();
    }

    /** The settings of Stowage. */
    Map<String, String> settings() {
        return Map.of(
                "STOWAGE_SECRET",
                Signer.SECRET,
                "STOWAGE_BASE_PATH",
                store.toString(),
                "STOWAGE_MAX_SIZE",
                "1 GiB",
                "STOWAGE_DURABILITY",
                fsync ? "fsync" : "none");
    }
}

package org.stowage.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a server runs.
 *
 * @param folder its configuration and logs; new for every run
 * @param store its files
 * @param port of 127.0.0.1
 * @param fsync whether an upload waits for the disk
 * @param heap the largest heap, as for Java's {@code -Xmx}
 * @param storage the settings of Stowage that say where the files are; none: in the store
 */
record Site(Path folder, Path store, int port, boolean fsync, String heap, Map<String, String> storage) {

    /** A port of 127.0.0.1 that nobody uses now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns the WAR that can keep the files where they are to be. */
    Path war() {
        return Path.of(storage.isEmpty() ? "target/upload.war" : "target/upload-s3.war");
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
        Map<String, String> settings = new HashMap<>(storage);
        settings.put("STOWAGE_SECRET", Signer.SECRET);
        settings.put("STOWAGE_BASE_PATH", store.toString());
        settings.put("STOWAGE_MAX_SIZE", "1 GiB");
        settings.put("STOWAGE_DURABILITY", fsync ? "fsync" : "none");
        return settings;
    }
}

package org.stowage.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a server runs.
 *
 * @param folder its configuration and logs; new for every run
 * @param store its files
 * @param port of 127.0.0.1
 * @param fsync whether an upload waits for the disk
 * @param heap the largest heap, as for Java's {@code -Xmx}
 * @param bucket that holds the files, as {@code http://key:secret@host:port/bucket}; null if {@code store} does
 */
record Site(
        Path folder,
        Path store,
        int port,
        boolean fsync,
        String heap,
        @Nullable URI bucket) {

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

    /** The WAR that knows where the files are. */
    Path war() {
        return Path.of(bucket == null ? "target/upload.war" : "target/upload-s3.war");
    }

    /** The settings of Stowage. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "STOWAGE_SECRET",
                Signer.SECRET,
                "STOWAGE_BASE_PATH",
                store.toString(),
                "STOWAGE_MAX_SIZE",
                "1 GiB",
                "STOWAGE_DURABILITY",
                fsync ? "fsync" : "none"));
        if (bucket != null) {
            String[] key = bucket.getUserInfo().split(":", 2);
            settings.put("STOWAGE_STORAGE", "s3");
            settings.put("STOWAGE_S3_ENDPOINT", bucket.getScheme() + "://" + bucket.getHost() + ":" + bucket.getPort());
            settings.put("STOWAGE_S3_BUCKET", bucket.getPath().substring(1));
            settings.put("STOWAGE_S3_PREFIX", store.toString().substring(1));
            settings.put("STOWAGE_S3_ACCESS_KEY", key[0]);
            settings.put("STOWAGE_S3_SECRET_KEY", key[1]);
        }
        return settings;
    }
}

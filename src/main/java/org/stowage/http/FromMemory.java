package org.stowage.http;

import java.util.Optional;
import org.stowage.storage.KeptFile;
import org.stowage.storage.StoredFile;

/**
 * Sends a short body that is in memory as a whole: to the server, and so to the kernel, which takes it for a client that has
 * taken what it got before.
 */
final class FromMemory implements BodyWay {

    /** The kernel takes at least this much on a connection on which nothing waits ({@code tcp_wmem}). */
    private static final int SHORT_BYTES = 16 * 1024;

    @Override
    public boolean send(Exchange exchange, DownloadPlan plan, StoredFile file, Optional<KeptFile> kept) {
        Optional<ByteRange> stretch = plan.stretch().filter(range -> range.length() <= SHORT_BYTES);
        if (kept.isEmpty() || stretch.isEmpty()) {
            return false;
        }
        exchange.begin(plan);
        long first = stretch.get().first();
        long length = stretch.get().length();
        Copying.sendAtOnce(exchange, length, output -> kept.get().writeTo(output, first, length));
        return true;
    }
}

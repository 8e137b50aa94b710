package org.stowage.audit;

import java.time.Instant;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The server's logging, under a name of its own that admins can send elsewhere. */
final class ServerLog implements AuditSink {

    private static final Logger LOG = Logger.getLogger("org.stowage.audit");
    private static final String CLASS = AuditLog.class.getName();

    /** With the name of a class, the logging need not walk up the stack to find it. */
    @Override
    public void append(String line) {
        LOG.logp(Level.INFO, CLASS, "write", line);
    }

    @Override
    public void sync() {
        // The server syncs its logs as it likes.
    }

    /** Only the server knows where it has written them. */
    @Override
    public Set<String> recorded(Instant since) {
        return Set.of();
    }

    @Override
    public void close() {
        // The server closes its logging.
    }
}

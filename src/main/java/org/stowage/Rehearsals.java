package org.stowage;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.stowage.config.AuditSettings;
import org.stowage.config.Settings;
import org.stowage.http.Rehearsal;

/**
 * Runs the {@link Rehearsal} once before the first request, and then in a thread, repeatedly, for a second of processor
 * time or until clients come. A failure is logged and does not stop the deployment.
 *
 * <p>The store of the rehearsal is in the folder that the server has for temporary files of the deployment, not below the
 * base path, which may be a slow disk and has files of clients only.
 */
final class Rehearsals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("org.stowage");
    private static final String FOLDER = "stowage-rehearsal";

    private static final long SECOND = 1_000_000_000L;

    /**
     * One run takes a quarter of a second of processor time, and the repetition takes a second. A disk that stalls must not
     * keep the server from starting.
     */
    private static final long LONGEST = 10 * SECOND;

    private static final long LONGEST_CLOSE_MILLIS = 10_000;

    private final RehearsedServer xmpp = new RehearsedServer(Clock.systemUTC());
    private final RehearsalStore store;
    private final Rehearsal rehearsal;
    private final Thread thread = new Thread(this::repeat, "stowage-rehearsal");
    private final boolean cataloged;
    private final BooleanSupplier clientsCome;
    private volatile boolean closed;
    private long end;

    private Rehearsals(RehearsalStore store, Settings settings, ServletContext context, BooleanSupplier clientsCome) {
        this.clientsCome = clientsCome;
        this.store = store;
        this.rehearsal = store.rehearsal(xmpp, settings.corsOrigins(), context);
        // The classes of a database are the server's.
        this.cataloged = settings.catalog().dataSource().isEmpty();
        thread.setDaemon(true);
    }

    /**
     * Runs it once, and starts a thread that repeats it for a while, or until the returned object is closed.
     *
     * @param clientsCome tells whether clients need the processors, and warm the code themselves
     */
    static Optional<Rehearsals> start(Settings settings, ServletContext context, BooleanSupplier clientsCome) {
        try {
            File temporary = (File) context.getAttribute(ServletContext.TEMPDIR);
            boolean audited = settings.audit().target() != AuditSettings.Target.NONE;
            RehearsalStore store = RehearsalStore.open(temporary.toPath().resolve(FOLDER), audited);
            Rehearsals rehearsals = new Rehearsals(store, settings, context, clientsCome);
            rehearsals.begin();
            return Optional.of(rehearsals);
        } catch (IOException | RuntimeException | LinkageError e) {
            failed(e);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        try {
            end = System.nanoTime() + LONGEST;
            run();
            end = System.nanoTime() + LONGEST;
            thread.start();
        } catch (ServletException | IOException | RuntimeException | LinkageError e) {
            failed(e);
            leave();
        }
    }

    private void repeat() {
        try {
            if (cataloged) {
                store.writeCatalog(Clock.systemUTC().instant());
            }
            while (goesOn() && processorTime() < SECOND) {
                run();
            }
        } catch (ServletException | IOException | RuntimeException | Error e) {
            failed(e);
        } finally {
            leave();
        }
    }

    /** Runs it with and without a SHA-256. */
    private void run() throws ServletException, IOException {
        store.hash(false);
        rehearsal.run(xmpp, this::goesOn);
        store.hash(true);
        rehearsal.run(xmpp, this::goesOn);
    }

    private boolean goesOn() {
        return !closed && System.nanoTime() - end < 0 && !clientsCome.getAsBoolean();
    }

    /** Returns that of this thread; negative if the JVM does not measure it. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void leave() {
        try {
            store.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "The next start deletes what the rehearsal has left.", e);
        }
    }

    private static void failed(Throwable failure) {
        LOG.log(
                Level.WARNING,
                "The rehearsal of requests failed, so the first requests are slower: " + failure,
                failure instanceof IOException ? null : failure);
    }
}

package org.stowage.management.check;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import org.stowage.retention.Takedowns;

/**
 * Uploads and downloads test files as a client does, by the public URL through proxy and TLS, with one sentence for
 * each step. The files are always deleted afterwards. A run leaves at most three tombstones of some 100 bytes for each
 * XMPP server, for as long as {@code stowage.tombstones} says. Only one run is allowed at a time.
 */
public final class TestUpload {

    /** The default size of the larger file, just above the default limit of WildFly's listeners. */
    public static final long LARGE = (10L << 20) + 1024;

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final long MOST = 256L << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final TestSite.Finder sites;
    private final Takedowns takedowns;
    private final Clock clock;
    private final Duration timeout;
    private final ReentrantLock running = new ReentrantLock();

    /**
     * Makes a test of these sites.
     *
     * @param takedowns deletes the uploaded files
     */
    public TestUpload(TestSite.Finder sites, Takedowns takedowns, Clock clock) {
        this(sites, takedowns, clock, TIMEOUT);
    }

    TestUpload(TestSite.Finder sites, Takedowns takedowns, Clock clock, Duration timeout) {
        this.timeout = timeout;
        this.sites = sites;
        this.takedowns = takedowns;
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param passed whether every answer was as expected
     * @param sentences one for each step
     */
    public record Report(boolean passed, List<String> sentences) {

        /** Copies the list. */
        public Report {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Runs the test for every XMPP server.
     *
     * @param base the configured base URL or one of this machine; empty for the configured one
     * @param size of the larger of two files in bytes, at most 256 MiB; it is not uploaded to a site whose limit is
     *     lower
     * @param admin who asks, for the audit log, if known
     * @throws IllegalArgumentException if an argument is not allowed, or another run is under way; the message is a
     *     sentence
     */
    public Report run(String base, long size, Optional<String> admin) {
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("The size of a test upload is 0 to " + MOST + " bytes.");
        }
        List<TestSite> all = sites.at(base.strip());
        if (!running.tryLock()) {
            throw new IllegalArgumentException("Another test upload is under way; try again later.");
        }
        try {
            List<String> sentences = new ArrayList<>();
            boolean passed = true;
            Takedowns ordered = admin.map(takedowns::orderedBy).orElse(takedowns);
            for (TestSite site : all) {
                TestRun run = new TestRun(site, ordered, clock, timeout);
                passed &= run.all(size);
                sentences.addAll(run.sentences());
            }
            String outcome = passed ? "passed" : "failed";
            LOG.info(() -> "Test upload " + outcome);
            sentences.add(passed ? "All is as it should be." : "Not all is as it should be: see above.");
            return new Report(passed, sentences);
        } finally {
            running.unlock();
        }
    }
}

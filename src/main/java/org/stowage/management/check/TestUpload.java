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
 * Uploads and downloads test files as a client does, by the public URL, with proxy and TLS, and returns a sentence about each step.
 * The files are always deleted afterwards. Each leaves a tombstone of some 100 bytes, at most three a run, for as long as
 * {@code stowage.tombstones} says. One run at a time.
 */
public final class TestUpload {

    /** Just above what WildFly's listeners take as they come. */
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
     * Uploads to these sites.
     *
     * @param takedowns deletes what was uploaded
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
     * @param sentences one of each step
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
     * @param base the base URL, or empty for the configured one; only that, or one of this machine
     * @param size of the larger of two files in bytes, at most 256 MiB; more than a site takes is not tried
     * @param admin who asks, for the audit log, if that is known
     * @throws IllegalArgumentException if one of them is not allowed; the message is a sentence
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

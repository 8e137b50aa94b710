package org.stowage.management.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stowage.management.orders.Job.JobState;
import org.stowage.storage.FileKey;

/** What a job tells while it is carried out by another thread. */
@Timeout(60)
final class JobTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final JobOrder ORDER =
            new JobOrder(OrderAction.DELETE, new OrderSubject.OneFile(new FileKey("a/b.jpg")), "");

    /** Otherwise an admin's program would take a job that has ended for one that still runs, and never ask again. */
    @Test
    void jobThatHasEndedTellsItsOutcome() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            Job job = new Job("1", ORDER, "juliet", NOW, "Deletes a/b.jpg.");
            job.begin(NOW, null);
            Thread worker = new Thread(() -> job.end(NOW, JobState.DONE, "Removed 1 file."));
            worker.start();
            JobItem item;
            do {
                item = job.item();
                assertThat(item.state().equals("done")).isEqualTo(item.ended() != null);
                assertThat(item.sentence().startsWith("Removed")).isEqualTo(item.ended() != null);
            } while (item.ended() == null);
            worker.join();
        }
    }
}

package org.stowage.management.orders;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The orders since the start of the deployment.
 *
 * @param jobs the last one first
 */
@JsonbPropertyOrder({"jobs"})
public record JobPage(List<JobItem> jobs) {

    /** Copies the lists. */
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The last refusals since the start.
 *
 * @param refusals the last one first
 */
@JsonbPropertyOrder({"refusals"})
public record RefusalPage(List<RefusalItem> refusals) {

    /** Copies the lists. */
    public RefusalPage {
        refusals = List.copyOf(refusals);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * Owners, those with the most bytes first.
 *
 * @param owners who has files
 */
@JsonbPropertyOrder({"owners"})
public record OwnerPage(List<OwnerItem> owners) {

    /** Copies the lists. */
    public OwnerPage {
        owners = List.copyOf(owners);
    }
}

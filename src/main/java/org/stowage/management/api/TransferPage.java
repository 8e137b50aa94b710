package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The transfers under way that have not ended at once.
 *
 * @param transfers those that began first come first
 */
@JsonbPropertyOrder({"transfers"})
public record TransferPage(List<TransferItem> transfers) {

    /** Copies the lists. */
    public TransferPage {
        transfers = List.copyOf(transfers);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * The bans of a store.
 *
 * @param bans the oldest of each kind first
 */
@JsonbPropertyOrder({"bans"})
public record BanPage(List<BanItem> bans) {

    /** Copies the lists. */
    public BanPage {
        bans = List.copyOf(bans);
    }
}

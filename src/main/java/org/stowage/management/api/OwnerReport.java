package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one owner.
 *
 * @param names the names of the owner that are searched for: the address, and the hash that ejabberd makes of it
 * @param files how many
 * @param bytes of these files
 * @param parts the same by name and tenant
 * @param newest the newest file
 * @param largest the largest file
 * @param bans the bans of these names
 */
@JsonbPropertyOrder({"names", "files", "bytes", "parts", "newest", "largest", "bans"})
public record OwnerReport(
        List<String> names,
        long files,
        long bytes,
        List<OwnerItem> parts,
        @Nullable FileItem newest,
        @Nullable FileItem largest,
        List<BanItem> bans) {

    /** Copies the lists. */
    public OwnerReport {
        names = List.copyOf(names);
        parts = List.copyOf(parts);
        bans = List.copyOf(bans);
    }
}

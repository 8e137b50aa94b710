package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditLine;

/**
 * What is known of one file.
 *
 * @param key as in {@link FileItem}
 * @param state {@code stored}, {@code deleted}, {@code expired}, {@code evicted}, {@code taken-down} or {@code unknown}
 * @param sentence the same in a sentence
 * @param file the file, if its bytes are there
 * @param rule by which rule it is due; null if it never is
 * @param tombstone what is left of it, if it is gone
 * @param bans the bans that match it
 * @param events its lines in the audit log, the last one first; none if there is no log
 */
@JsonbPropertyOrder({"key", "state", "sentence", "file", "rule", "tombstone", "bans", "events"})
public record FileReport(
        String key,
        String state,
        String sentence,
        @Nullable FileItem file,
        @Nullable String rule,
        @Nullable TombstoneItem tombstone,
        List<BanItem> bans,
        List<AuditLine> events) {

    /** Copies the lists. */
    public FileReport {
        bans = List.copyOf(bans);
        events = List.copyOf(events);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a deployment.
 *
 * @param version of Stowage
 * @param now the time of the server
 * @param started when the deployment started
 * @param files that are stored
 * @param bytes of these files
 * @param reservedBytes of uploads under way
 * @param owners who have files
 * @param counted whether all files are counted
 * @param usableBytes free on the disk; null if the store has no limit
 * @param quotas those that are set
 * @param evicting whether the oldest files are deleted to make room
 * @param pace how the store grows; null if the catalog cannot be asked
 * @param uploads under way
 * @param refusals in memory
 * @param catalogOpen whether the catalog can be asked
 * @param catalogTrouble why not; may be empty
 * @param lastSweep when the last sweep ended; null if there was none since the start
 * @param sweepLate whether the sweep has made no progress for too long
 * @param clockJumpSeconds how far the clock is ahead, if it is in doubt; else 0
 * @param refusedSettings what is wrong with the settings that were last read; may be empty
 * @param user the name of the user who asks
 * @param mayOrder whether that user may give orders
 */
@JsonbPropertyOrder({
    "version",
    "now",
    "started",
    "files",
    "bytes",
    "reservedBytes",
    "owners",
    "counted",
    "usableBytes",
    "quotas",
    "evicting",
    "pace",
    "uploads",
    "refusals",
    "catalogOpen",
    "catalogTrouble",
    "lastSweep",
    "sweepLate",
    "clockJumpSeconds",
    "refusedSettings",
    "user",
    "mayOrder"
})
public record Overview(
        String version,
        Instant now,
        Instant started,
        long files,
        long bytes,
        long reservedBytes,
        int owners,
        boolean counted,
        @Nullable Long usableBytes,
        List<QuotaItem> quotas,
        boolean evicting,
        @Nullable PaceItem pace,
        int uploads,
        int refusals,
        boolean catalogOpen,
        String catalogTrouble,
        @Nullable Instant lastSweep,
        boolean sweepLate,
        long clockJumpSeconds,
        String refusedSettings,
        String user,
        boolean mayOrder) {

    /** Copies the lists. */
    public Overview {
        quotas = List.copyOf(quotas);
    }
}

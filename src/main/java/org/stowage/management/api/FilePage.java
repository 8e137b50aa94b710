package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of files.
 *
 * @param files in the order that was asked for
 * @param next the cursor of the next page; null if this is the last
 */
@JsonbPropertyOrder({"files", "next"})
public record FilePage(List<FileItem> files, @Nullable String next) {

    /** Copies the lists. */
    public FilePage {
        files = List.copyOf(files);
    }
}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.stowage.audit.AuditLine;

/**
 * The last lines of the audit log.
 *
 * @param readable whether there is an audit log in a file of its own
 * @param lines the last one first
 */
@JsonbPropertyOrder({"readable", "lines"})
public record AuditPage(boolean readable, List<AuditLine> lines) {

    /** Copies the lists. */
    public AuditPage {
        lines = List.copyOf(lines);
    }
}

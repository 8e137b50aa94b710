package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * One refusal, and what would be right.
 *
 * @param refusal the refusal
 * @param sentences the answer of {@code explain}, as of now
 */
@JsonbPropertyOrder({"refusal", "sentences"})
public record RefusalReport(RefusalItem refusal, List<String> sentences) {

    /** Copies the lists. */
    public RefusalReport {
        sentences = List.copyOf(sentences);
    }
}

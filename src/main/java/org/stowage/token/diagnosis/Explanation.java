package org.stowage.token.diagnosis;

import java.util.List;

/**
 * What an {@link Explainer} has found out. No sentence contains a secret, a token or a MAC.
 *
 * @param right whether the token allows the upload
 * @param sentences for the admin, the most likely cause first
 */
public record Explanation(boolean right, List<String> sentences) {

    /** Copies the list. */
    public Explanation {
        sentences = List.copyOf(sentences);
    }
}

package org.stowage.retention.policy;

import java.util.List;
import java.util.Optional;
import org.stowage.storage.StoredFile;

/**
 * How long files are kept. The first rule that matches a file decides; a file that no rule matches is kept for ever. If
 * the XMPP server has sent an earlier end with the upload, that end counts.
 *
 * @param rules in order
 */
public record RetentionRules(List<Rule> rules) {

    /** Copies the list. */
    public RetentionRules {
        rules = List.copyOf(rules);
    }

    /** Returns when a file expires, and by which rule; empty if it never does. */
    public Optional<Expiry> expiryOf(StoredFile file) {
        Optional<Expiry> ours = ruleOf(file).flatMap(rule -> rule.expiryOf(file));
        Optional<Expiry> theirs = file.expires().map(moment -> new Expiry(moment, Expiry.OF_TOKEN));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return ours.or(() -> theirs);
        }
        return theirs.get().moment().isBefore(ours.get().moment()) ? theirs : ours;
    }

    /** Tells whether a rule keeps the file for ever; then it is not evicted either. */
    public boolean protect(StoredFile file) {
        return ruleOf(file).filter(Rule::keepsForEver).isPresent();
    }

    private Optional<Rule> ruleOf(StoredFile file) {
        return rules.stream().filter(rule -> rule.matches(file)).findFirst();
    }
}

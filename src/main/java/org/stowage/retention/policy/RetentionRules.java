package org.stowage.retention.policy;

import java.util.List;
import java.util.Optional;
import org.stowage.storage.StoredFile;

/**
 * How long files are kept: as the first rule says that matches, but never longer than the XMPP server said when it allowed
 * the upload. A file that no rule matches is kept for ever.
 *
 * @param rules in order
 */
public record RetentionRules(List<Rule> rules) {

    /** Copies the list. */
    public RetentionRules {
        rules = List.copyOf(rules);
    }

    /** Returns when a file is to be deleted, and by which rule; nothing if it stays. */
    public Optional<Expiry> expiryOf(StoredFile file) {
        Optional<Expiry> ours = ruleOf(file).flatMap(rule -> rule.expiryOf(file));
        Optional<Expiry> theirs = file.expires().map(moment -> new Expiry(moment, Expiry.OF_TOKEN));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return ours.or(() -> theirs);
        }
        return theirs.get().moment().isBefore(ours.get().moment()) ? theirs : ours;
    }

    /** Tells whether a rule keeps the file for ever, so that it must not go for a newer one either. */
    public boolean protect(StoredFile file) {
        return ruleOf(file).filter(Rule::keepsForEver).isPresent();
    }

    private Optional<Rule> ruleOf(StoredFile file) {
        return rules.stream().filter(rule -> rule.matches(file)).findFirst();
    }
}

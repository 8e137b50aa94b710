package org.stowage.http;

import org.stowage.retention.policy.Amount;
import org.stowage.retention.usage.Admission.QuotaExceeded;

/**
 * How an upload is refused for lack of room.
 *
 * @param refusal status and code
 * @param sentence a sentence for the user, with the user's own numbers only
 * @param temporary whether there may be room soon
 */
record Shortage(Refusal refusal, String sentence, boolean temporary) {

    static Shortage of(QuotaExceeded exceeded) {
        Amount used = new Amount(exceeded.used());
        Amount allowed = new Amount(exceeded.allowed());
        Amount size = new Amount(exceeded.slot().size());
        return switch (exceeded.limit()) {
            case OWNER ->
                new Shortage(
                        Refusal.OWNER_QUOTA,
                        "You have used " + used + " of your " + allowed + "; there is no room for another " + size
                                + ".",
                        exceeded.temporary());
            case OWNER_DAILY ->
                new Shortage(
                        Refusal.DAILY_QUOTA,
                        "You have uploaded " + used + " of the " + allowed
                                + " that you may upload in a day; this file has " + size + ".",
                        exceeded.temporary());
            case TENANT -> plain(Refusal.TENANT_QUOTA, exceeded);
            case TOTAL -> plain(Refusal.TOTAL_QUOTA, exceeded);
            case FREE_SPACE -> plain(Refusal.FREE_SPACE, exceeded);
        };
    }

    private static Shortage plain(Refusal refusal, QuotaExceeded exceeded) {
        return new Shortage(refusal, refusal.sentence(), exceeded.temporary());
    }
}

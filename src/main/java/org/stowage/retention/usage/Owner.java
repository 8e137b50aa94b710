package org.stowage.retention.usage;

import java.util.Optional;
import org.stowage.storage.Slot;

/**
 * A user who uploads, by the name that the XMPP server tells.
 *
 * @param tenant the XMPP server, by the admin's word
 * @param name a bare JID or a hash of it
 */
public record Owner(String tenant, String name) {

    /** Stands for an unknown owner: XMPP servers give no empty names. */
    static final Owner NOBODY = new Owner("", "");

    /** Returns who uploads to the slot, if that is known. */
    static Optional<Owner> of(Slot slot) {
        return Optional.ofNullable(slot.owner())
                .map(name -> new Owner(slot.key().tenant(), name));
    }
}

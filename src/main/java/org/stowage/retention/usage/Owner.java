package org.stowage.retention.usage;

import java.util.Optional;
import org.stowage.storage.Slot;

/**
 * A user who uploads, by the name that the XMPP server sends.
 *
 * @param tenant the name of the tenant whose XMPP server it is
 * @param name a bare JID or a hash of it
 */
public record Owner(String tenant, String name) {

    /** Stands for an unknown owner, because XMPP servers send no empty names. */
    static final Owner NOBODY = new Owner("", "");

    /** Returns the owner of a slot; empty if it is not known. */
    static Optional<Owner> of(Slot slot) {
        return Optional.ofNullable(slot.owner())
                .map(name -> new Owner(slot.key().tenant(), name));
    }
}

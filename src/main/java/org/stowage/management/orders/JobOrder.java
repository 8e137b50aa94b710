package org.stowage.management.orders;

import org.stowage.management.orders.OrderSubject.FilesOf;
import org.stowage.management.orders.OrderSubject.PathsWith;

/**
 * An order of an admin.
 *
 * @param action what it does
 * @param subject what it is about
 * @param why the reason, for a ban; may be empty
 */
public record JobOrder(OrderAction action, OrderSubject subject, String why) {

    /**
     * Checks that the action can be done to the subject.
     *
     * @throws IllegalArgumentException if it cannot; the message is a sentence
     */
    public JobOrder {
        if (subject instanceof PathsWith && action != OrderAction.DELETE) {
            throw new IllegalArgumentException("A part of a path can be deleted only. Ban a file by its url.");
        }
        if (action == OrderAction.ERASE && !(subject instanceof FilesOf)) {
            throw new IllegalArgumentException("Only an owner is erased.");
        }
    }
}

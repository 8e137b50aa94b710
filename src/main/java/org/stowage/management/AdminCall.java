package org.stowage.management;

/**
 * What is done for an admin who has logged in: one call below {@code /-/}. It may throw {@link IllegalArgumentException} with a
 * sentence for the admin, who gets it with 400.
 */
@FunctionalInterface
public interface AdminCall {

    /** Answers; a call that came by GET changes nothing. */
    AdminAnswer answer(AdminRequest request);
}

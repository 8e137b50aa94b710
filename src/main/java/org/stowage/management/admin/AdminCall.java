package org.stowage.management.admin;

import java.io.IOException;

/**
 * What is done for an admin who has logged in: one call below {@code /-/}. It may throw {@link IllegalArgumentException} with a
 * sentence for the admin, who gets it with 400.
 */
@FunctionalInterface
public interface AdminCall {

    /**
     * Answers; a call that came by GET changes nothing.
     *
     * @throws IOException if the store cannot be read
     */
    AdminAnswer answer(AdminRequest request) throws IOException;
}

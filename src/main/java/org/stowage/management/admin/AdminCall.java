package org.stowage.management.admin;

import java.io.IOException;

/**
 * One call below {@code /-/}. It may throw {@link IllegalArgumentException} with a sentence, which is answered with
 * 400.
 */
@FunctionalInterface
public interface AdminCall {

    /**
     * Answers a request; a call of a GET route changes nothing.
     *
     * @throws IOException if the store cannot be read
     */
    AdminAnswer answer(AdminRequest request) throws IOException;
}

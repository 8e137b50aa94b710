package org.stowage.http;

import java.time.Duration;
import org.stowage.token.Deletions;

/**
 * What the settings say about requests; each request is served by those that held when it came.
 *
 * @param tenants whose files they are about
 * @param deletions who may delete what
 * @param cors which web pages may read the answers
 * @param detail what is logged
 * @param uploadTimeout how long an upload may wait for its client
 */
public record Terms(Tenants tenants, Deletions deletions, Cors cors, LogDetail detail, Duration uploadTimeout) {

    /** Returns the methods that are supported. */
    AllowedMethods methods() {
        return new AllowedMethods(deletions.areAllowed());
    }
}

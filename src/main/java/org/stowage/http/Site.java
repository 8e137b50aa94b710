package org.stowage.http;

import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.management.Counters;

/**
 * What all exchanges of a deployment share.
 *
 * @param methods that are supported
 * @param tenants whose files they are about
 * @param counters of what happens
 * @param audit where it is written down
 */
public record Site(AllowedMethods methods, Tenants tenants, Counters counters, AuditLog audit) {

    /** Every code is counted from 0 on: whoever watches a count only sees it grow if it was there before. */
    public Site {
        Stream.of(Refusal.values()).map(Refusal::code).forEach(counters::expect);
    }
}

package org.stowage.http;

import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.management.check.ProxySigns;
import org.stowage.management.figures.Counters;

/**
 * What an exchange knows of its deployment.
 *
 * @param terms that hold for it
 * @param counters of what happens
 * @param audit where it is written down
 * @param proxies what is remembered of those on the way
 * @param unread the bodies that are read on after a refusal
 */
public record Site(Terms terms, Counters counters, AuditLog audit, ProxySigns proxies, UnreadBodies unread) {

    /** Every code is counted from 0 on: whoever watches a count only sees it grow if it was there before. */
    public Site {
        Stream.of(Refusal.values()).map(Refusal::code).forEach(counters::expect);
    }

    Tenants tenants() {
        return terms.tenants();
    }

    AllowedMethods methods() {
        return terms.methods();
    }
}

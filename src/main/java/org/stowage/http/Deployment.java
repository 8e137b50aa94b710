package org.stowage.http;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;

/**
 * What all requests to a deployment share.
 *
 * @param settings those that hold now; a request asks once
 * @param counters of what happens
 * @param audit where it is written down
 * @param proxies what is remembered of those on the way
 * @param unread the bodies that are read on after a refusal
 */
public record Deployment(
        Supplier<RequestSettings> settings,
        Counters counters,
        AuditLog audit,
        ProxyCheck proxies,
        UnreadBodies unread) {

    /** Every code is counted from 0 on: a monitor sees a count grow only if it was there before. */
    public Deployment {
        Stream.of(Refusal.values()).map(Refusal::code).forEach(counters::expect);
    }
}

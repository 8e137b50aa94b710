package org.stowage.http;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowage.audit.AuditLog;
import org.stowage.management.check.ProxyCheck;
import org.stowage.management.metrics.Counters;
import org.stowage.management.traffic.Traffic;

/**
 * What all requests to a deployment share.
 *
 * @param settings the settings that are in force now; a request reads them once
 * @param counters the counters of requests, bytes and files
 * @param audit the audit log
 * @param proxies what requests showed about the proxies in front
 * @param unread the bodies that are read on after a refusal
 * @param traffic the transfers under way and the last refusals
 * @param log the queue of the request log
 */
public record Deployment(
        Supplier<RequestSettings> settings,
        Counters counters,
        AuditLog audit,
        ProxyCheck proxies,
        UnreadBodies unread,
        Traffic traffic,
        LogQueue log) {

    /** The request log has a queue of its own, which is not started yet. */
    public Deployment(
            Supplier<RequestSettings> settings,
            Counters counters,
            AuditLog audit,
            ProxyCheck proxies,
            UnreadBodies unread,
            Traffic traffic) {
        this(settings, counters, audit, proxies, unread, traffic, new LogQueue());
    }

    /**
     * Starts the counter of each refusal code at 0: monitoring sees the first refusal only if the counter existed
     * before it.
     */
    public Deployment {
        Stream.of(Refusal.values()).map(Refusal::code).forEach(counters::expect);
    }
}

package org.stowage.http;

import org.stowage.audit.AuditLog;
import org.stowage.management.Counters;
import org.stowage.management.ProxySigns;

/**
 * What an exchange knows of its deployment.
 *
 * @param terms that hold for it
 * @param counters of what happens
 * @param audit where it is written down
 * @param proxies what is remembered of those on the way
 */
public record Site(Terms terms, Counters counters, AuditLog audit, ProxySigns proxies) {

    Tenants tenants() {
        return terms.tenants();
    }

    AllowedMethods methods() {
        return terms.methods();
    }
}

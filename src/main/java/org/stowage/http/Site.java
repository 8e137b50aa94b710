package org.stowage.http;

import org.stowage.audit.AuditLog;
import org.stowage.management.Counters;
import org.stowage.management.ProxySigns;

/**
 * What all exchanges of a deployment share.
 *
 * @param methods that are supported
 * @param tenants whose files they are about
 * @param counters of what happens
 * @param audit where it is written down
 * @param proxies what is remembered of those on the way
 */
public record Site(AllowedMethods methods, Tenants tenants, Counters counters, AuditLog audit, ProxySigns proxies) {}

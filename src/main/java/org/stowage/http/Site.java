package org.stowage.http;

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
public record Site(AllowedMethods methods, Tenants tenants, Counters counters, AuditLog audit) {}

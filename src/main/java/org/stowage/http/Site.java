package org.stowage.http;

import org.stowage.management.Counters;

/**
 * What all exchanges of a deployment share.
 *
 * @param methods that are supported
 * @param tenants whose files they are about
 * @param counters of what happens
 */
public record Site(AllowedMethods methods, Tenants tenants, Counters counters) {}

package org.stowage.http;

import org.stowage.management.Counters;

/**
 * What all exchanges of a deployment share.
 *
 * @param methods that are supported
 * @param tenants whose files they are about
 * @param counters of what happens
 * @param uploads how many may be on their way in at once
 */
public record Site(AllowedMethods methods, Tenants tenants, Counters counters, UploadLimit uploads) {}

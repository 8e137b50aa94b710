package org.stowage.http;

import org.stowage.storage.FileKey;

/**
 * The tenant and key that a URL names.
 *
 * @param tenant the tenant to whom the URL belongs
 * @param key the key of the tenant's file, which need not exist
 */
public record RequestTarget(Tenant tenant, FileKey key) {}

package org.stowage.http;

import org.stowage.storage.FileKey;

/**
 * What a URL names.
 *
 * @param tenant to whom the URL belongs
 * @param key the tenant's file, which need not exist
 */
public record RequestTarget(Tenant tenant, FileKey key) {}

package org.stowage;

import org.stowage.storage.FileRepository;

/**
 * The store of a deployment.
 *
 * @param files in it
 * @param id which no other store has
 * @param isThere whether it was there when it was opened
 */
record OpenStore(FileRepository files, DataSourceEngine.StoreId id, boolean isThere) {}

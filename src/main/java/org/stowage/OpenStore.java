package org.stowage;

import org.stowage.retention.policy.TrustedClock;
import org.stowage.storage.FileRepository;

/**
 * The store of a deployment.
 *
 * @param files in it
 * @param id which no other store has
 * @param clock by which its files are dated
 * @param isThere whether it was there when it was opened
 */
record OpenStore(FileRepository files, DataSourceEngine.StoreId id, TrustedClock clock, boolean isThere) {}

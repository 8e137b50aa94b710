package org.stowage.storage;

import java.time.Instant;

/**
 * A time that is kept in a store for processes that open it later.
 *
 * @param time the latest time that is known
 * @param doubted whether the clock of the machine was doubted when this was written
 */
public record TimeSeen(Instant time, boolean doubted) {}

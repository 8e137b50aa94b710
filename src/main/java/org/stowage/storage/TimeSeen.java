package org.stowage.storage;

import java.time.Instant;

/**
 * The latest time that is known of a store, for processes that open it later.
 *
 * @param time that it was
 * @param doubted whether the clock of the machine said something else
 */
public record TimeSeen(Instant time, boolean doubted) {}

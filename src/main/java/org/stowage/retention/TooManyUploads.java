package org.stowage.retention;

/**
 * Too many uploads are under way.
 *
 * @param most how many may be
 */
public record TooManyUploads(int most) implements Admission, ReservationResult {}

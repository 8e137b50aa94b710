package org.stowage.retention;

/**
 * What an admin's word has put out of sight.
 *
 * @param files how many
 * @param bytes of their contents
 * @param unreadable how many files could not be looked at; they are named in the log
 */
public record Burials(long files, long bytes, long unreadable) {}

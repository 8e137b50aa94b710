package org.stowage.management.api;

import java.time.Instant;
import java.util.Map;

/**
 * An interval of the history.
 *
 * @param time when it began
 * @param uploads files that were stored
 * @param downloads downloads that came to their end
 * @param bytesReceived of uploads, also of failed ones
 * @param bytesSent of downloads, also of failed ones
 * @param refusals how many requests were refused, by code
 */
public record HistoryPoint(
        Instant time, long uploads, long downloads, long bytesReceived, long bytesSent, Map<String, Long> refusals) {}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

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
@JsonbPropertyOrder({"time", "uploads", "downloads", "bytesReceived", "bytesSent", "refusals"})
public record HistoryPoint(
        Instant time, long uploads, long downloads, long bytesReceived, long bytesSent, List<CodeCount> refusals) {}

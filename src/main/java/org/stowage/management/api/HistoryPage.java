package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * What happened in a period that ends now.
 *
 * @param span {@code hour}, {@code day}, {@code month} or {@code year}
 * @param seconds how long an interval is
 * @param intervals how many there are, with those in which nothing happened
 * @param points those in which something happened, the oldest first
 */
@JsonbPropertyOrder({"span", "seconds", "intervals", "points"})
public record HistoryPage(String span, long seconds, int intervals, List<HistoryPoint> points) {}

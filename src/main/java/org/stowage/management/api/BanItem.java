package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/**
 * A ban.
 *
 * @param kind {@code path}, {@code owner} or {@code content}
 * @param value what is banned
 * @param since when it was banned
 * @param why the reason; may be empty
 */
@JsonbPropertyOrder({"kind", "value", "since", "why"})
public record BanItem(String kind, String value, Instant since, String why) {}

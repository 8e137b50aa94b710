package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * How many requests were refused with a code.
 *
 * @param code the code in the log
 * @param count how many
 */
@JsonbPropertyOrder({"code", "count"})
public record CodeCount(String code, long count) {}

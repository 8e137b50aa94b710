package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What one rule would delete.
 *
 * @param rule its name; {@code (expires)} stands for the XMPP server
 * @param files how many
 * @param bytes of these files
 */
@JsonbPropertyOrder({"rule", "files", "bytes"})
public record RuleItem(String rule, long files, long bytes) {}

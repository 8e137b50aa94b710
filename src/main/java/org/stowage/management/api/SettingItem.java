package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A setting in force.
 *
 * @param key its name
 * @param value its value; three asterisks for a secret
 * @param changedHere whether an admin has changed it until the deployment ends
 */
@JsonbPropertyOrder({"key", "value", "changedHere"})
public record SettingItem(String key, String value, boolean changedHere) {}

package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * How much one owner has.
 *
 * @param tenant the name of the tenant, which may be empty
 * @param owner as the XMPP server names them
 * @param files how many
 * @param bytes of these files
 */
@JsonbPropertyOrder({"tenant", "owner", "files", "bytes"})
public record OwnerItem(String tenant, String owner, long files, long bytes) {}

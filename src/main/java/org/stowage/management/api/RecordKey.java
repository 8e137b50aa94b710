package org.stowage.management.api;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * The public key that signs the records of erasures.
 *
 * @param algorithm {@code Ed25519}
 * @param publicKey in base64 of its X.509 form
 */
@JsonbPropertyOrder({"algorithm", "publicKey"})
public record RecordKey(String algorithm, String publicKey) {}

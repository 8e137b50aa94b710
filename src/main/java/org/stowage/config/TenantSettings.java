package org.stowage.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;

/**
 * What holds for one XMPP server.
 *
 * @param name the admin's word for it; empty for the one without a name
 * @param place which URLs are its own
 * @param secrets that it signs with, at least one
 * @param maxSize the largest file that is taken
 * @param contracts by which tokens are accepted, at least one
 * @param quota the bytes that its files may have, or null for any amount
 * @param deleteSecret of Metronome's deletions, or null if deletion is off
 */
public record TenantSettings(
        String name,
        Place place,
        List<TimedSecret> secrets,
        ByteSize maxSize,
        Set<Contract> contracts,
        @Nullable ByteSize quota,
        @Nullable Secret deleteSecret) {

    /** Copies the collections. */
    public TenantSettings {
        secrets = List.copyOf(secrets);
        contracts = Set.copyOf(contracts);
    }

    /** Returns the secret of deletions, or nothing if deletion is off. */
    public Optional<Secret> deletion() {
        return Optional.ofNullable(deleteSecret);
    }

    /**
     * Which URLs are a tenant's own.
     *
     * @param host the host name in lower case, or empty for any
     * @param path what follows the context path, without slashes at the ends; empty for all
     */
    public record Place(String host, String path) {}
}

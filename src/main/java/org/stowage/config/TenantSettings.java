package org.stowage.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;

/**
 * The settings of one XMPP server.
 *
 * @param name its name in the settings; empty for the tenant without a name
 * @param place the URLs that belong to it
 * @param secrets the secrets that it signs with, at least one
 * @param maxSize the size of the largest file that is accepted
 * @param contracts the contracts by which tokens are accepted, at least one
 * @param quota the limit of its files together, or null for none
 * @param deleteSecret the secret of Metronome's deletions, or null if it may not delete
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

    /** Returns the secret of deletions, or nothing if the XMPP server may not delete. */
    public Optional<Secret> deletion() {
        return Optional.ofNullable(deleteSecret);
    }

    /**
     * The URLs that belong to a tenant.
     *
     * @param host the host name in lower case, or empty for any
     * @param path what follows the context path, without slashes at the ends; empty for all
     */
    public record Place(String host, String path) {}
}

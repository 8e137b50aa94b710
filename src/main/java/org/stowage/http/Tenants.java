package org.stowage.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.FileKey;

/**
 * All tenants of a deployment. A URL belongs to the most specific tenant that matches: a tenant with a host comes
 * first, then the one with the longest path.
 */
public final class Tenants {

    private static final Comparator<Tenant> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (Tenant tenant) -> tenant.host().isEmpty())
            .thenComparing(tenant -> -tenant.path().length());

    private final List<Tenant> tenants;

    /** Takes the tenants in any order; of two with the same host and path the first one gets the URLs. */
    public Tenants(List<Tenant> tenants) {
        this.tenants = tenants.stream().sorted(MOST_SPECIFIC_FIRST).toList();
    }

    /**
     * Returns what a URL names; nothing if the path is not legal, is {@code -} or below {@code -/}, or belongs to no
     * tenant.
     *
     * @param host the host name of the URL
     * @param rawPath what follows the context path in the request line, without the slash and the query
     */
    public Optional<RequestTarget> find(String host, String rawPath) {
        return FileKey.parse(rawPath)
                .filter(path -> !isOfTheAdministration(path.path()))
                .flatMap(path -> find(host, path));
    }

    private Optional<RequestTarget> find(String host, FileKey wholePath) {
        for (Tenant tenant : tenants) {
            Optional<FileKey> key = tenant.keyOf(host, wholePath);
            if (key.isPresent()) {
                return Optional.of(new RequestTarget(tenant, key.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Another servlet serves these URLs. A request that reaches this one by another spelling finds no file and stores
     * none.
     */
    private static boolean isOfTheAdministration(String path) {
        return path.equals("-") || path.startsWith("-/");
    }

    /** Returns the tenant of that name. */
    Optional<Tenant> named(String name) {
        return tenants.stream().filter(tenant -> tenant.name().equals(name)).findFirst();
    }

    /** Tells whether any tenant may delete its files. */
    boolean mayDelete() {
        return tenants.stream().anyMatch(tenant -> tenant.signer().mayDelete());
    }
}

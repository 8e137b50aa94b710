package org.stowage.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.FileKey;

/** All tenants of a deployment; the one that says most about a URL has it: a host says more than a path, a long path more. */
public final class Tenants {

    private static final Comparator<Tenant> MOST_SPECIFIC_FIRST = Comparator.comparing(
                    (Tenant tenant) -> tenant.host().isEmpty())
            .thenComparing(tenant -> -tenant.path().length());

    private final List<Tenant> tenants;

    /** Takes them in any order; of two with the same host and path the first counts. */
    public Tenants(List<Tenant> tenants) {
        this.tenants = tenants.stream().sorted(MOST_SPECIFIC_FIRST).toList();
    }

    /**
     * Returns what a URL names; nothing if the path is not legal or nobody's, as those below {@code -/} are.
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
        return tenants.stream()
                .flatMap(tenant -> tenant.keyOf(host, wholePath).map(key -> new RequestTarget(tenant, key)).stream())
                .findFirst();
    }

    /** Those URLs belong to another servlet; under another spelling they name no file. */
    private static boolean isOfTheAdministration(String path) {
        return path.equals("-") || path.startsWith("-/");
    }

    /** Returns the tenant of that name. */
    Optional<Tenant> named(String name) {
        return tenants.stream().filter(tenant -> tenant.name().equals(name)).findFirst();
    }

    /** Tells whether there is one that may delete its files. */
    boolean mayDelete() {
        return tenants.stream().anyMatch(tenant -> tenant.signer().mayDelete());
    }
}

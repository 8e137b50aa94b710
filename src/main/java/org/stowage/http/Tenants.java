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

    /** Reads the key from the raw path of a URL; nothing if the path is not legal or nobody's. */
    Optional<FileKey> keyOf(String host, String rawPath) {
        return FileKey.parse(rawPath).flatMap(path -> keyOf(host, path));
    }

    /** Returns the key of a file of the tenant to whom the URL belongs, or nothing if it is nobody's; those below {@code -/} are. */
    Optional<FileKey> keyOf(String host, FileKey wholePath) {
        if (isOfTheAdministration(wholePath.path())) {
            return Optional.empty();
        }
        return tenants.stream()
                .flatMap(tenant -> tenant.keyOf(host, wholePath).stream())
                .findFirst();
    }

    /** Those URLs are another servlet's; whoever comes by another way finds no file there, and leaves none. */
    private static boolean isOfTheAdministration(String path) {
        return path.equals("-") || path.startsWith("-/");
    }

    /** Tells whether there is a tenant of that name. */
    boolean has(String name) {
        return tenants.stream().anyMatch(tenant -> tenant.name().equals(name));
    }

    /** Returns the largest file that the key's tenant may upload, in bytes. */
    long maxSizeFor(FileKey key) {
        return tenants.stream()
                .filter(tenant -> tenant.name().equals(key.tenant()))
                .mapToLong(Tenant::maxSize)
                .findFirst()
                .orElse(0);
    }
}

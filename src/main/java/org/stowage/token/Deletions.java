package org.stowage.token;

import java.util.Map;
import java.util.Optional;
import org.stowage.storage.FileKey;

/** Who may delete whose files: nobody those of a tenant that has no delete secret. */
public final class Deletions {

    private final Map<String, DeletionVerifier> byTenant;

    /** Takes the verifiers by the names of tenants. */
    public Deletions(Map<String, DeletionVerifier> byTenant) {
        this.byTenant = Map.copyOf(byTenant);
    }

    /** Tells whether there is a tenant that allows deletions. */
    public boolean areAllowed() {
        return !byTenant.isEmpty();
    }

    /** Tells whether the file's tenant allows deletions at all. */
    public boolean areAllowed(FileKey key) {
        return byTenant.containsKey(key.tenant());
    }

    /** Returns the id of the tenant's secret that signed this deletion, or nothing unless there is one token and it is right. */
    public Optional<String> signerOf(FileKey key, Query query) {
        return Optional.ofNullable(byTenant.get(key.tenant())).flatMap(verifier -> verifier.signerOf(key, query));
    }
}

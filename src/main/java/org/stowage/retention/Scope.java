package org.stowage.retention;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stowage.storage.Slot;

/**
 * Whose files a limit is about.
 *
 * @param tenant theirs only, or null for all
 * @param owner of the tenant's, or null for all
 */
record Scope(@Nullable String tenant, @Nullable String owner) {

    static Scope of(Limit limit, Slot slot) {
        String tenant = slot.key().tenant();
        return switch (limit) {
            case OWNER, OWNER_DAILY -> new Scope(tenant, slot.owner());
            case TENANT -> new Scope(tenant, null);
            case TOTAL, FREE_SPACE -> new Scope(null, null);
        };
    }

    boolean has(Slot slot) {
        return (tenant == null || tenant.equals(slot.key().tenant())) && (owner == null || owner.equals(slot.owner()));
    }

    /** Tells whether a file with these marks may be one of the scope: sure if not, else most likely. */
    boolean mayHave(int tenantMark, int ownerMark) {
        return (tenant == null || tenant.hashCode() == tenantMark) && (owner == null || owner.hashCode() == ownerMark);
    }

    static int tenantMark(Slot slot) {
        return slot.key().tenant().hashCode();
    }

    static int ownerMark(Slot slot) {
        return Objects.hashCode(slot.owner());
    }
}

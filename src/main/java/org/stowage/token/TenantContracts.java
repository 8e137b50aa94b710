package org.stowage.token;

import java.util.Map;

/** The contracts of several XMPP servers: those of the tenant whose file a request is about decide, and nobody else's. */
public final class TenantContracts implements TokenVerifier {

    private final Map<String, TokenVerifier> byTenant;

    /** Takes the contracts by the names of tenants. */
    public TenantContracts(Map<String, TokenVerifier> byTenant) {
        this.byTenant = Map.copyOf(byTenant);
    }

    /** Asks the contracts of the key's tenant. One that was taken out of the settings meanwhile allows nothing. */
    @Override
    public Verdict verify(UploadClaim claim) {
        TokenVerifier verifier = byTenant.get(claim.key().tenant());
        return verifier == null ? new Verdict.Denied("", Verdict.Reason.WRONG) : verifier.verify(claim);
    }
}

package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Contract;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone;
import org.stowage.token.DeclaredLength;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/**
 * Decides whether an upload may begin, before a byte of its body is read.
 *
 * <p>The order: path, file exists or was deleted, no token, length, token, ban. A file that exists is told first, as
 * {@code mod_http_upload_external} asks; GET is public, so it tells nobody anything new.
 */
final class UploadGate {

    private final FileRepository repository;
    private final TokenVerifier verifier;
    private final Takedowns takedowns;

    UploadGate(FileRepository repository, TokenVerifier verifier, Takedowns takedowns) {
        this.repository = repository;
        this.verifier = verifier;
        this.takedowns = takedowns;
    }

    /** Whether an upload may begin. */
    sealed interface Admission {}

    /**
     * It may.
     *
     * @param contract that allowed it
     * @param secretId the secret of the XMPP server's that signed it
     * @param slot what may be uploaded
     */
    record Admitted(Contract contract, String secretId, Slot slot) implements Admission {}

    /**
     * It may not.
     *
     * @param refusal why
     * @param contract that was looked at last, or null if none was
     */
    record Refused(Refusal refusal, @Nullable Contract contract) implements Admission {}

    /**
     * Its path or its owner is banned.
     *
     * @param kind of the ban
     * @param contract that would have allowed it
     */
    record Banned(Ban.Kind kind, Contract contract) implements Admission {}

    /** Decides about an upload to a URL of the tenant. */
    Admission admit(UploadClaim claim, Tenant tenant) throws IOException {
        Optional<Entry> entry = repository.find(claim.key());
        if (entry.isPresent()) {
            return new Refused(entry.get() instanceof Tombstone ? Refusal.USED : Refusal.EXISTS, null);
        }
        Verdict verdict = verifier.verify(claim, tenant.signer());
        if (verdict instanceof Verdict.Granted granted) {
            return admit(granted, tenant);
        }
        Verdict.Denied denied = (Verdict.Denied) verdict;
        return new Refused(refusal(denied, claim.length(), tenant), denied.contract());
    }

    private Admission admit(Verdict.Granted granted, Tenant tenant) throws IOException {
        if (granted.slot().size() > tenant.maxSize()) {
            return new Refused(Refusal.TOO_LARGE, granted.contract());
        }
        Optional<Ban.Kind> ban = takedowns.banOn(granted.slot());
        return ban.isPresent()
                ? new Banned(ban.get(), granted.contract())
                : new Admitted(granted.contract(), granted.secretId(), granted.slot());
    }

    private static Refusal refusal(Verdict.Denied denied, DeclaredLength length, Tenant tenant) {
        return switch (denied.reason()) {
            case MISSING -> denied.contract() == Contract.JWT ? Refusal.NO_BEARER : Refusal.NO_TOKEN;
            case DOUBLED -> Refusal.DOUBLED_TOKEN;
            case NO_LENGTH -> length instanceof DeclaredLength.Malformed ? Refusal.BAD_LENGTH : Refusal.NO_LENGTH;
            case WRONG -> unlessTooLarge(length, tenant, Refusal.BAD_TOKEN);
            case EXPIRED -> unlessTooLarge(length, tenant, Refusal.EXPIRED_TOKEN);
            case WRONG_LENGTH -> unlessTooLarge(length, tenant, Refusal.WRONG_LENGTH);
        };
    }

    private static Refusal unlessTooLarge(DeclaredLength length, Tenant tenant, Refusal refusal) {
        return length instanceof DeclaredLength.Exact exact && exact.bytes() > tenant.maxSize()
                ? Refusal.TOO_LARGE
                : refusal;
    }
}

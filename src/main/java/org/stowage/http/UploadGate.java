package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import org.stowage.retention.Warden;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Slot;
import org.stowage.storage.Tombstone;
import org.stowage.token.DeclaredLength;
import org.stowage.token.JwtVerifier;
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
    private final Tenants tenants;
    private final Warden warden;

    UploadGate(FileRepository repository, TokenVerifier verifier, Tenants tenants, Warden warden) {
        this.repository = repository;
        this.verifier = verifier;
        this.tenants = tenants;
        this.warden = warden;
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
    record Admitted(String contract, String secretId, Slot slot) implements Admission {}

    /**
     * It may not.
     *
     * @param refusal why
     * @param contract that was looked at last, or nothing if none was
     */
    record Refused(Refusal refusal, String contract) implements Admission {}

    /**
     * Its path or its owner is banned.
     *
     * @param kind of the ban
     * @param contract that would have allowed it
     */
    record Banned(Ban.Kind kind, String contract) implements Admission {}

    /** Decides about a path that is legal. */
    Admission admit(UploadClaim claim) throws IOException {
        Optional<Entry> entry = repository.find(claim.key());
        if (entry.isPresent()) {
            return new Refused(entry.get() instanceof Tombstone ? Refusal.USED : Refusal.EXISTS, "");
        }
        Verdict verdict = verifier.verify(claim);
        if (verdict instanceof Verdict.Granted granted) {
            return admit(granted);
        }
        Verdict.Denied denied = (Verdict.Denied) verdict;
        return new Refused(refusal(denied, claim), denied.contract());
    }

    private Admission admit(Verdict.Granted granted) throws IOException {
        if (granted.slot().size() > tenants.maxSizeFor(granted.slot().key())) {
            return new Refused(Refusal.TOO_LARGE, granted.contract());
        }
        Optional<Ban.Kind> ban = warden.banOn(granted.slot());
        return ban.isPresent()
                ? new Banned(ban.get(), granted.contract())
                : new Admitted(granted.contract(), granted.secretId(), granted.slot());
    }

    private Refusal refusal(Verdict.Denied denied, UploadClaim claim) {
        DeclaredLength length = claim.length();
        return switch (denied.reason()) {
            case MISSING -> denied.contract().equals(JwtVerifier.CONTRACT) ? Refusal.NO_BEARER : Refusal.NO_TOKEN;
            case DOUBLED -> Refusal.DOUBLED_TOKEN;
            case NO_LENGTH -> length instanceof DeclaredLength.Malformed ? Refusal.BAD_LENGTH : Refusal.NO_LENGTH;
            case WRONG -> unlessTooLarge(claim, Refusal.BAD_TOKEN);
            case EXPIRED -> unlessTooLarge(claim, Refusal.EXPIRED_TOKEN);
            case WRONG_LENGTH -> unlessTooLarge(claim, Refusal.WRONG_LENGTH);
        };
    }

    private Refusal unlessTooLarge(UploadClaim claim, Refusal refusal) {
        return isTooLarge(claim) ? Refusal.TOO_LARGE : refusal;
    }

    private boolean isTooLarge(UploadClaim claim) {
        return claim.length() instanceof DeclaredLength.Exact exact && exact.bytes() > tenants.maxSizeFor(claim.key());
    }
}

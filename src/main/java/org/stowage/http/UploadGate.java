package org.stowage.http;

import java.io.IOException;
import java.util.Optional;
import org.stowage.contract.Contract;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Ban;
import org.stowage.storage.Entry;
import org.stowage.storage.FileRepository;
import org.stowage.storage.Tombstone;
import org.stowage.token.DeclaredLength;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/**
 * Decides whether an upload may begin, before a byte of its body is read.
 *
 * <p>The order: the file exists or was deleted, no token, length, token, ban. The existing file comes first, as
 * {@code mod_http_upload_external} demands; GET is public, so this reveals nothing new.
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
    sealed interface Decision {}

    /**
     * The upload may begin.
     *
     * @param granted what the token has proven
     */
    record Passed(Verdict.Granted granted) implements Decision {}

    /**
     * The upload is refused.
     * @param refusal the reason
     * @param detail further words for the log; may be empty
     */
    record Stopped(Refusal refusal, String detail) implements Decision {

        static Stopped by(Refusal refusal, Contract contract) {
            return new Stopped(refusal, "contract=" + contract);
        }

        static Stopped by(Ban.Kind ban, Contract contract) {
            return new Stopped(Refusal.BANNED, "contract=" + contract + " " + Refusal.wordsOf(ban));
        }
    }

    /** Decides about an upload to a URL of the tenant. */
    Decision decide(UploadClaim claim, Tenant tenant) throws IOException {
        Optional<Entry> entry = repository.taken(claim.key());
        if (entry.isPresent()) {
            return new Stopped(entry.get() instanceof Tombstone ? Refusal.USED : Refusal.EXISTS, "");
        }
        Verdict verdict = verifier.verify(claim, tenant.signer());
        if (verdict instanceof Verdict.Granted granted) {
            return decide(granted, tenant);
        }
        Verdict.Denied denied = (Verdict.Denied) verdict;
        return Stopped.by(refusal(denied, claim.length(), tenant), denied.contract());
    }

    private Decision decide(Verdict.Granted granted, Tenant tenant) throws IOException {
        if (granted.slot().size() > tenant.maxSize()) {
            return Stopped.by(Refusal.TOO_LARGE, granted.contract());
        }
        Optional<Ban.Kind> ban = takedowns.knownBanOn(granted.slot());
        return ban.isPresent() ? Stopped.by(ban.get(), granted.contract()) : new Passed(granted);
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

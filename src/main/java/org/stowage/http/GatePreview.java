package org.stowage.http;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stowage.management.check.UploadPreview;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.storage.FileKey;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;

/**
 * Tells an admin why an upload would be refused: asks the {@link UploadGate} and the quotas as a PUT does, and changes
 * nothing.
 */
public final class GatePreview implements UploadPreview {

    private static final Set<Refusal> BY_TOKEN = EnumSet.of(
            Refusal.NO_BEARER,
            Refusal.NO_TOKEN,
            Refusal.DOUBLED_TOKEN,
            Refusal.BAD_TOKEN,
            Refusal.EXPIRED_TOKEN,
            Refusal.WRONG_LENGTH);

    private final RetainingRepository repository;
    private final TokenVerifier verifier;
    private final Takedowns takedowns;
    private final Supplier<Addresses> addresses;

    /** Takes the same parts that a PUT asks. */
    public GatePreview(
            RetainingRepository repository,
            TokenVerifier verifier,
            Takedowns takedowns,
            Supplier<Addresses> addresses) {
        this.repository = repository;
        this.verifier = verifier;
        this.takedowns = takedowns;
        this.addresses = addresses;
    }

    @Override
    public FileKey keyOf(String url) {
        return addresses.get().keyOf(url);
    }

    @Override
    public Optional<ExpectedRefusal> refusalOf(UploadClaim claim) throws IOException {
        Optional<Tenant> tenant = addresses.get().tenants().named(claim.key().tenant());
        if (tenant.isEmpty()) {
            return Optional.of(words(Refusal.NO_TENANT, Refusal.NO_TENANT.sentence()));
        }
        UploadGate gate = new UploadGate(repository, verifier, takedowns);
        UploadGate.Decision decision = gate.decide(claim, tenant.get());
        if (decision instanceof UploadGate.Stopped stopped) {
            return Optional.of(words(stopped.refusal(), stopped.refusal().sentence()));
        }
        return repository
                .shortage(((UploadGate.Passed) decision).granted().slot())
                .map(Shortage::of)
                .map(shortage -> words(shortage.refusal(), shortage.sentence()));
    }

    private static ExpectedRefusal words(Refusal refusal, String sentence) {
        return new ExpectedRefusal(refusal.status(), refusal.code(), sentence, BY_TOKEN.contains(refusal));
    }
}

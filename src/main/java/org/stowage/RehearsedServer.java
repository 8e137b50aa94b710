package org.stowage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.stowage.contract.Contract;
import org.stowage.http.Rehearsal;
import org.stowage.http.Tenant;
import org.stowage.storage.FileKey;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;
import org.stowage.token.diagnosis.TestSlot;

/** An XMPP server that signs by all contracts, and deletes. Its secret is random, and no client can use it. */
final class RehearsedServer implements Rehearsal.XmppServer {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final long LARGEST_FILE = 1L << 20;

    private final Clock clock;
    private final SecretKeySpec secret = random();
    private final Keyring keyring;
    private final Signer signer;

    RehearsedServer(Clock clock) {
        this.clock = clock;
        this.keyring = new Keyring(List.of(new SigningSecret("rehearsal", secret, null, null)), clock);
        this.signer = signer(EnumSet.allOf(Contract.class));
    }

    /** Returns the tenant whose XMPP server this is. */
    Tenant tenant() {
        return new Tenant(signer, "", "", LARGEST_FILE);
    }

    @Override
    public Rehearsal.SignedSlot sign(Contract contract, int size, String type) {
        TestSlot slot = TestSlot.of(signer(Set.of(contract)), size, type, clock.instant())
                .orElseThrow();
        String query = slot.query().isEmpty() ? "" : slot.query().substring(1);
        return new Rehearsal.SignedSlot(slot.key(), query, Optional.ofNullable(slot.authorization()));
    }

    @Override
    public String signDeletion(FileKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] message = signer.deletionMessage(key).orElseThrow();
            return "token=" + HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot compute " + ALGORITHM, e);
        }
    }

    private Signer signer(Set<Contract> contracts) {
        return new Signer("", contracts, keyring, secret);
    }

    /** In hex, as XMPP servers have text for a secret. */
    private static SecretKeySpec random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }
}

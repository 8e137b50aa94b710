package org.stowage.token.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.token.DeclaredLength;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;
import org.stowage.token.XmppServer;

/** The verifiers accept the slot of a test upload; its token is not printed. */
final class TestSlotTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static TestSlot slot(Contract contract) {
        return TestSlot.of(XmppServer.signer(contract), 10, "text/plain", NOW).orElseThrow();
    }

    private static Verdict verdict(TestSlot slot) {
        String field = slot.authorization();
        UploadClaim claim = new UploadClaim(
                slot.key(),
                new DeclaredLength.Exact(10),
                "text/plain",
                Query.of(slot.query().isEmpty() ? null : slot.query().substring(1)),
                Authorization.of(field == null ? List.of() : List.of(field)));
        return new TokenVerifier(XmppServer.clock(NOW)).verify(claim, XmppServer.signer(Contract.values()));
    }

    @ParameterizedTest
    @EnumSource
    void everyContractTakesItsSlotAndNoForgedOne(Contract contract) {
        assertThat(verdict(slot(contract))).isInstanceOf(Verdict.Granted.class);
        assertThat(verdict(slot(contract).forged())).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void pathIsNewEachTimeAndSaysWhatItIs() {
        assertThat(slot(Contract.V1).key()).isNotEqualTo(slot(Contract.V1).key());
        assertThat(slot(Contract.V1).key().path()).startsWith("stowage-test-");
    }

    @Test
    void tokenIsNotPrinted() {
        assertThat(slot(Contract.V1)).asString().doesNotContain("v=");
        assertThat(slot(Contract.JWT)).asString().doesNotContain("Bearer");
    }

    @Test
    void nothingIsSignedWithASecretThatIsNotValid() {
        SigningSecret old = new SigningSecret("old", XmppServer.key(), null, NOW.minusSeconds(1));
        Keyring keyring = new Keyring(List.of(old), XmppServer.clock(NOW));
        Signer signer = new Signer("", Set.of(Contract.V1), keyring, null);
        assertThat(TestSlot.of(signer, 10, "text/plain", NOW)).isEmpty();
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server signs for itself is what its verifiers take, and only they know it. */
final class TestSlotTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static TestSlot slot(String contract) {
        Signer signer =
                new Signer("", Set.of(contract), List.of(new SigningSecret("one", XmppServer.key(), null, null)), null);
        return TestSlot.of(signer, 10, "text/plain", NOW).orElseThrow();
    }

    private static Verdict verdict(TestSlot slot) {
        Clock clock = XmppServer.clock(NOW);
        Keyring keyring = XmppServer.keyring();
        List<TokenVerifier> verifiers = List.of(
                new JwtVerifier(keyring, clock),
                new MetronomeVerifier(keyring),
                new V2Verifier(keyring),
                new V1Verifier(keyring));
        String field = slot.authorization();
        UploadClaim claim = new UploadClaim(
                slot.key(),
                new DeclaredLength.Exact(10),
                "text/plain",
                Query.of(slot.query().isEmpty() ? null : slot.query().substring(1)),
                Authorization.of(field == null ? List.of() : List.of(field)));
        return new Contracts(verifiers).verify(claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "token", "v2", "v1"})
    void everyContractTakesItsSlotAndNoForgedOne(String contract) {
        assertThat(verdict(slot(contract))).isInstanceOf(Verdict.Granted.class);
        assertThat(verdict(slot(contract).forged())).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void pathIsNewEachTimeAndSaysWhatItIs() {
        assertThat(slot("v1").key()).isNotEqualTo(slot("v1").key());
        assertThat(slot("v1").key().path()).startsWith("stowage-test-");
    }

    @Test
    void tokenIsNotPrinted() {
        assertThat(slot("v1")).asString().doesNotContain("v=");
        assertThat(slot("jwt")).asString().doesNotContain("Bearer");
    }

    @Test
    void nothingIsSignedWithASecretThatDoesNotCount() {
        Signer signer = new Signer(
                "", Set.of("v1"), List.of(new SigningSecret("old", XmppServer.key(), null, NOW.minusSeconds(1))), null);
        assertThat(TestSlot.of(signer, 10, "text/plain", NOW)).isEmpty();
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/** Which contract decides; right and wrong tokens for {@code foo/bar.jpg}, 5 bytes, image/jpeg. */
final class TokenVerifierTest {

    private static final String RIGHT_JWT =
            XmppServer.jwt("{\"slot\":\"foo\",\"filename\":\"bar.jpg\",\"filesize\":5,\"exp\":4070909100}");

    /** V1 and TYPED are right (Python's hmac), BAD is not. */
    @ParameterizedTest
    @CsvSource({
        // enabled; query; Authorization; contract; outcome
        "jwt token v2 v1, v=V1, none, v1, granted",
        "jwt token v2 v1, v2=TYPED, none, v2, granted",
        "jwt token v2 v1, token=TYPED, none, token, granted",
        "jwt token v2 v1, '', Bearer JWT, jwt, granted",
        "jwt token v2 v1, '', none, v1, MISSING",
        // a wrong one of a higher contract is not made good by a right one of a lower
        "jwt token v2 v1, v2=BAD&v=V1, none, v2, WRONG",
        "jwt token v2 v1, v=V1&v2=BAD, none, v2, WRONG",
        "jwt token v2 v1, v2=&v=V1, none, v2, WRONG",
        "jwt token v2 v1, v2&v=V1, none, v2, WRONG",
        "jwt token v2 v1, token=BAD&v2=TYPED&v=V1, none, token, WRONG",
        "jwt token v2 v1, token=BAD&v2=TYPED&v=V1, Bearer JWT, jwt, granted",
        "jwt token v2 v1, token=TYPED&v2=TYPED&v=V1, Bearer BAD, jwt, WRONG",
        "jwt token v2 v1, token=TYPED&v2=TYPED&v=V1, Bearer, jwt, WRONG",
        // a wrong one of a lower contract does not matter
        "jwt token v2 v1, v2=TYPED&v=BAD, none, v2, granted",
        "jwt token v2 v1, token=TYPED&v2=BAD&v=BAD, none, token, granted",
        "jwt token v2 v1, v=BAD, Bearer JWT, jwt, granted",
        "jwt token v2 v1, v2=TYPED&v=V1&v=V1, none, v2, granted",
        // doubled
        "jwt token v2 v1, v=V1&v=V1, none, v1, DOUBLED",
        "jwt token v2 v1, v2=TYPED&v2=TYPED&v=V1, none, v2, DOUBLED",
        "jwt token v2 v1, token=TYPED&token=BAD&v=V1, none, token, DOUBLED",
        "jwt token v2 v1, v=V1, Bearer JWT|Bearer JWT, jwt, DOUBLED",
        "jwt token v2 v1, v=V1, Basic YTpi|Bearer JWT, jwt, DOUBLED",
        // another scheme is no token
        "jwt token v2 v1, v=V1, Basic YTpi, v1, granted",
        "jwt token v2 v1, '', Basic YTpi, v1, MISSING",
        // what is not enabled is not looked at
        "v1, v2=BAD&token=BAD&v=V1, Bearer BAD, v1, granted",
        "v1, v2=TYPED, Bearer JWT, v1, MISSING",
        "v2 v1, token=BAD&v=V1, none, v1, granted",
        "jwt, v=V1&v2=TYPED&token=TYPED, none, jwt, MISSING",
        "token, token=TYPED, none, token, granted",
        "jwt v1, v2=BAD&v=V1, none, v1, granted"
    })
    void highestContractThatIsPresentDecides(
            String enabled, String query, String authorization, String contract, String outcome) {
        Verdict verdict = XmppServer.verify(claim(filled(query), filled(authorization)), contracts(enabled));
        if (verdict instanceof Verdict.Granted granted) {
            assertThat(granted.contract() + " granted").isEqualTo(contract + " " + outcome);
        } else {
            assertThat(verdict)
                    .isEqualTo(new Verdict.Denied(contract(contract), Verdict.DenialReason.valueOf(outcome)));
        }
    }

    @Test
    void atLeastOneContractIsNeeded() {
        assertThatIllegalArgumentException().isThrownBy(() -> XmppServer.signer());
    }

    private static String filled(String template) {
        return template.replace("JWT", RIGHT_JWT)
                .replace("TYPED", "90383d861026e6f3f8880766e810fb4f0945a822648166919eeaa13d19377522")
                .replace("V1", "00256da2a05ed1a787ccb4236a6ace730897192cd81347a93c72b4124bda5813")
                .replace("BAD", "00256da2a05ed1a787ccb4236a6ace730897192cd81347a93c72b4124bda5814");
    }

    private static UploadClaim claim(String query, String authorization) {
        List<String> fields = authorization.equals("none") ? List.of() : List.of(authorization.split("\\|", -1));
        return new UploadClaim(
                new FileKey("foo/bar.jpg"),
                new DeclaredLength.Exact(5),
                "image/jpeg",
                Query.of(query),
                Authorization.of(fields));
    }

    private static Contract[] contracts(String names) {
        return Stream.of(names.split(" ", -1)).map(TokenVerifierTest::contract).toArray(Contract[]::new);
    }

    private static Contract contract(String name) {
        return Contract.valueOf(name.toUpperCase(Locale.ROOT));
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/** What one tenant's secret cannot do with another's files. */
final class TenantsOwnSecretsTest {

    /** printf '%s' 'foo/bar.jpg 1048576' | openssl dgst -sha256 -hmac 'secret string' */
    private static final String RIGHT = "e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2db7";

    /** printf 'foo/bar.jpg\0delete secret' | openssl dgst -sha256 -hmac 'secret string' */
    private static final String RIGHT_DELETION = "3a69fb226a3d93d2f7bc2c777aafcf407f0e44eb6860686532019235bf7a2293";

    private final TokenVerifier verifier = new TokenVerifier(Clock.systemUTC());
    private final Signer montague = signer("montague", "secret string");
    private final Signer capulet = signer("capulet", "another secret");

    @Test
    void secretIsValidForItsOwnTenantOnly() {
        assertThat(verifier.verify(claim("montague"), montague)).isInstanceOf(Verdict.Granted.class);
        assertThat(verifier.verify(claim("capulet"), capulet))
                .isEqualTo(new Verdict.Denied(Contract.V1, Verdict.DenialReason.WRONG));
    }

    @Test
    void deletionIsAllowedForItsOwnTenantOnly() {
        Query query = Query.of("token=" + RIGHT_DELETION);
        assertThat(verifier.verifyDeletion(new FileKey("montague", "foo/bar.jpg"), query, montague))
                .isPresent();
        assertThat(verifier.verifyDeletion(new FileKey("capulet", "foo/bar.jpg"), query, capulet))
                .isEmpty();
        Signer without = XmppServer.signer("secret string", Contract.TOKEN);
        assertThat(without.mayDelete()).isFalse();
        assertThat(verifier.verifyDeletion(new FileKey("foo/bar.jpg"), query, without))
                .isEmpty();
    }

    private static Signer signer(String tenant, String secret) {
        return new Signer(tenant, Set.of(Contract.V1), XmppServer.keyring(secret), XmppServer.key("delete secret"));
    }

    private static UploadClaim claim(String tenant) {
        return new UploadClaim(
                new FileKey(tenant, "foo/bar.jpg"),
                DeclaredLength.of(List.of("1048576"), null),
                null,
                Query.of("v=" + RIGHT),
                Authorization.of(List.of()));
    }
}

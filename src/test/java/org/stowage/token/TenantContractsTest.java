package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowage.storage.FileKey;

/** What one tenant's secret cannot do with another's files. */
final class TenantContractsTest {

    /** printf '%s' 'foo/bar.jpg 1048576' | openssl dgst -sha256 -hmac 'secret string' */
    private static final String RIGHT = "e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2db7";

    /** printf 'foo/bar.jpg\0delete secret' | openssl dgst -sha256 -hmac 'secret string' */
    private static final String RIGHT_DELETION = "3a69fb226a3d93d2f7bc2c777aafcf407f0e44eb6860686532019235bf7a2293";

    private final TokenVerifier contracts = new TenantContracts(Map.of(
            "montague", new V1Verifier(XmppServer.keyring("secret string")),
            "capulet", new V1Verifier(XmppServer.keyring("another secret"))));

    @Test
    void secretCountsForItsOwnTenantOnly() {
        assertThat(contracts.verify(claim("montague"))).isInstanceOf(Verdict.Granted.class);
        assertThat(contracts.verify(claim("capulet"))).isEqualTo(new Verdict.Denied("v1", Verdict.Reason.WRONG));
    }

    @Test
    void tenantThatIsGoneAllowsNothing() {
        assertThat(contracts.verify(claim("gone"))).isEqualTo(new Verdict.Denied("", Verdict.Reason.WRONG));
    }

    @Test
    void deletionCountsForItsOwnTenantOnly() {
        byte[] deleteSecret = "delete secret".getBytes(StandardCharsets.UTF_8);
        Deletions deletions = new Deletions(Map.of(
                "montague", new DeletionVerifier(XmppServer.keyring("secret string"), deleteSecret),
                "capulet", new DeletionVerifier(XmppServer.keyring("another secret"), deleteSecret)));
        Query query = Query.of("token=" + RIGHT_DELETION);
        assertThat(deletions.signerOf(new FileKey("montague", "foo/bar.jpg"), query))
                .isPresent();
        assertThat(deletions.signerOf(new FileKey("capulet", "foo/bar.jpg"), query))
                .isEmpty();
        assertThat(deletions.areAllowed(new FileKey("foo/bar.jpg"))).isFalse();
        assertThat(deletions.signerOf(new FileKey("foo/bar.jpg"), query)).isEmpty();
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

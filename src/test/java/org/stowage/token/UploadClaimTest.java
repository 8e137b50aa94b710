package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/** A claim in a message shows nothing that would be good for an upload. */
final class UploadClaimTest {

    @Test
    void claimPrintsNoToken() {
        UploadClaim claim = new UploadClaim(
                new FileKey("a"),
                new DeclaredLength.Unknown(),
                null,
                Query.of("v=e6df55a0"),
                Authorization.of(List.of("Bearer a.b.c")));
        assertThat(claim.toString()).doesNotContain("e6df55a0", "a.b.c");
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;

/** The owner of a file in ejabberd's paths; {@code a5018f…} is the SHA-1 of {@code romeo@montague.example}. */
final class V1OwnerTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628/kQ7bZxYw1mPtR5sVu8nLcE2hJ4gFdA9oIi6eXa3T/photo.jpg,"
                        + " a5018f8c277bc4e61647c7b631df1c57f1cd4628",
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628/r/a b, a5018f8c277bc4e61647c7b631df1c57f1cd4628",
                "A5018F8C277BC4E61647C7B631DF1C57F1CD4628/r/photo.jpg, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd462/r/photo.jpg, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd46280/r/photo.jpg, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd462g/r/photo.jpg, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628/photo.jpg, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628, -",
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628/r/s/photo.jpg, -",
                "r/a5018f8c277bc4e61647c7b631df1c57f1cd4628/photo.jpg, -",
                "9ad89f51-bc25-4b66-8a43-ff92d1630373/bar.jpg, -"
            })
    void ownerIsTheFirstOfThreeSegmentsIfItIsASha1(String path, @Nullable String owner) {
        UploadClaim claim = new UploadClaim(
                new FileKey(path),
                new DeclaredLength.Exact(1),
                null,
                Query.of("v=" + XmppServer.hex(path + " 1")),
                Authorization.of(List.of()));
        Verdict.Granted granted = (Verdict.Granted) XmppServer.verify(claim, Contract.V1);
        assertThat(granted.slot().owner()).isEqualTo(owner);
        assertThat(granted.slot().expires()).isNull();
    }
}

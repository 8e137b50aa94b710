package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.token.diagnosis.Explainer;
import org.stowage.token.diagnosis.SentUpload;
import org.stowage.token.diagnosis.TestSlot;

/** An admin is told that a token is right if and only if the upload would be granted: for every vector, and for what is near it. */
final class ExplainerAgreesTest {

    /** An upload as it comes in. */
    record Request(
            FileKey key,
            long length,
            @Nullable String type,
            @Nullable String query,
            List<String> fields) {

        UploadClaim claim() {
            return new UploadClaim(
                    key, new DeclaredLength.Exact(length), type, Query.of(query), Authorization.of(fields));
        }

        SentUpload sent() {
            return new SentUpload("/upload/" + key, key, Query.of(query), length, type, Authorization.of(fields));
        }
    }

    static Stream<Request> vectors() {
        Stream<Request> v1 = V1VerifierTest.vectors()
                .filter(vector -> vector.length() instanceof DeclaredLength.Exact)
                .map(vector -> request(
                        vector.key(),
                        ((DeclaredLength.Exact) vector.length()).bytes(),
                        "application/x-test",
                        "v=" + vector.token()));
        Stream<Request> typed = TypedTokenTest.VECTORS.stream()
                .flatMap(vector -> Stream.of("v2=", "token=")
                        .map(name -> request(vector.key(), vector.size(), vector.type(), name + vector.token())));
        Request jwt = new Request(
                JwtVerifierTest.KEY, JwtVerifierTest.SIZE, null, null, List.of("Bearer " + JwtVerifierTest.PROSODY));
        return Stream.of(v1, typed, Stream.of(jwt)).flatMap(requests -> requests);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorIsRightForBoth(Request vector) {
        assertThat(isGranted(vector, Contract.values())).isTrue();
        assertAgreement(vector);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void changedVectorGetsTheSameVerdictFromBoth(Request vector) {
        near(vector).forEach(ExplainerAgreesTest::assertAgreement);
    }

    @ParameterizedTest
    @EnumSource
    void slotOfATestUploadIsRightForBoth(Contract contract) {
        TestSlot slot = TestSlot.of(XmppServer.signer(contract), 10, "text/plain", XmppServer.DURING_SLOT)
                .orElseThrow();
        for (TestSlot each : List.of(slot, slot.forged())) {
            String field = each.authorization();
            String query = each.query().isEmpty() ? null : each.query().substring(1);
            assertAgreement(
                    new Request(each.key(), 10, "text/plain", query, field == null ? List.of() : List.of(field)));
        }
    }

    private static Request request(FileKey key, long length, @Nullable String type, String query) {
        return new Request(key, length, type, query, List.of());
    }

    private static List<Request> near(Request right) {
        FileKey key = right.key();
        List<Request> near = new ArrayList<>();
        near.add(new Request(key, right.length() + 1, right.type(), right.query(), right.fields()));
        near.add(new Request(
                new FileKey(key.path() + "x"), right.length(), right.type(), right.query(), right.fields()));
        for (@Nullable String type : Arrays.asList(null, "", "image/png", "application/octet-stream", "text/plain")) {
            near.add(new Request(key, right.length(), type, right.query(), right.fields()));
        }
        String query = right.query();
        if (query != null) {
            for (String other : List.of(
                    query + "&" + query,
                    query + "x",
                    query + "&v=00",
                    "token=00&" + query,
                    query.replaceFirst("^[^=]*", "v"),
                    query.replaceFirst("^[^=]*", "v2"),
                    query.replaceFirst("^[^=]*", "token"))) {
                near.add(new Request(key, right.length(), right.type(), other, right.fields()));
            }
            near.add(new Request(key, right.length(), right.type(), query, List.of("Bearer x")));
        }
        for (String field : right.fields()) {
            near.add(new Request(key, right.length(), right.type(), "v=00", List.of(field)));
            near.add(new Request(key, right.length(), right.type(), null, List.of(field, field)));
            near.add(new Request(key, right.length(), right.type(), null, List.of(field + "A")));
        }
        return near;
    }

    /** With all contracts, and with each alone. */
    private static void assertAgreement(Request request) {
        Stream.concat(
                        Stream.<Contract[]>of(Contract.values()),
                        Stream.of(Contract.values()).map(contract -> new Contract[] {contract}))
                .forEach(enabled -> assertThat(isRight(request, enabled))
                        .as("%s, enabled: %s", request.query(), List.of(enabled))
                        .isEqualTo(isGranted(request, enabled)));
    }

    private static boolean isGranted(Request request, Contract... enabled) {
        return XmppServer.verify(request.claim(), enabled) instanceof Verdict.Granted;
    }

    private static boolean isRight(Request request, Contract... enabled) {
        return new Explainer(() -> List.of(XmppServer.signer(enabled)), XmppServer.clock(XmppServer.DURING_SLOT))
                .explain(request.sent())
                .right();
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.token.Verdict.DenialReason;

/**
 * The contract v1, with MACs from other programs: computed with OpenSSL, or emitted by Prosody's
 * {@code mod_http_upload_external} and ejabberd's {@code mod_http_upload} ({@code external_secret}).
 */
final class V1VerifierTest {

    private static final String EJABBERD =
            "a5018f8c277bc4e61647c7b631df1c57f1cd4628/kQ7bZxYw1mPtR5sVu8nLcE2hJ4gFdA9oIi6eXa3T/";

    /** {@code printf '%s' 'foo/bar.jpg 1048576' | openssl dgst -sha256 -hmac 'secret string'}. */
    private static final Vector OPENSSL =
            new Vector("foo/bar.jpg", 1048576, "e6df55a04516617d6a86ad6ca23879819591085a1a8c0041f4da06824f5d2db7");

    /** The raw path as it was on the wire, the length, and the token. */
    record Vector(String rawPath, long size, String token) {

        FileKey key() {
            return FileKey.parse(rawPath).orElseThrow();
        }

        DeclaredLength length() {
            return new DeclaredLength.Exact(size);
        }

        Slot slot() {
            String owner = rawPath.startsWith(EJABBERD) ? EJABBERD.substring(0, 40) : null;
            return new Slot(key(), size, "application/x-test", owner, null);
        }
    }

    static Stream<Vector> vectors() {
        return Stream.of(
                OPENSSL,
                // OpenSSL and Python's hmac
                new Vector(
                        "d37ca1d4-5a35-4d1b-9f5e-6f0a9bd5f1a1/tr%C3%A8s%20cool.jpg",
                        23456, "e1c70ccd8d3492878a7955fe50c337c36574888a375a65af5c0925661aec8fe7"),
                new Vector(
                        "11111111-2222-4333-8444-555555555555/a+b;c=d&e%2520%252F%23%3F%E2%98%83%F0%9F%98%80.txt",
                        0, "99cdc1694840598563a1705f73c68a49a5673b3c450145179ed251b50ed78e88"),
                // Prosody
                new Vector(
                        "9ad89f51-bc25-4b66-8a43-ff92d1630373/bar.jpg",
                        1048576,
                        "21c12d4b962609db5a7c4e82ad04efbaa7885bc2e89a491c9c7131fd7f14694c"),
                new Vector(
                        "482b19c6-a917-4515-ae3f-faaf6e814869/tr%c3%a8s%20cool.jpg",
                        23456, "33c6bb58bc2acd528b9b0cb88031592ea1b5d4ac9c09ae9152d883b706733434"),
                new Vector(
                        "0fbe4ffa-ce81-4233-a514-a1310d463b2b/a%2bb%3bc%3dd%26e%2520%23%3f%e2%98%83.txt",
                        0, "b7ef442cdfbfb271799ef935fac1493b7c3da0be43fb851774aaaad971d6a401"),
                // ejabberd
                new Vector(
                        EJABBERD + "photo.jpg",
                        23456,
                        "5cdf5411b863d45e5f5ad877fc5f49572cbdd06e56a926c64c80be0e70587a59"),
                new Vector(
                        EJABBERD + "K%C3%BCche.jpg",
                        577716,
                        "3193912a39b6054de690ce86f4e8343c9b55bdd45a1525109a5fdfe8c2006da3"),
                new Vector(
                        EJABBERD + "14-%D8%AE%DB%8C%D8%AF.xlsx",
                        150338,
                        "7c0d4ed61fd5b826574d6b8e74f5d99de9dabaa7293ad771b9b8120cd112e439"));
    }

    static Stream<Arguments> tokensThatAreNone() {
        String token = OPENSSL.token();
        return Stream.of(
                        "",
                        token.substring(1),
                        token.substring(0, 63),
                        token.substring(0, 62),
                        token + "0",
                        token + token,
                        "0x" + token.substring(2),
                        " " + token,
                        token.substring(0, 63) + "g",
                        token.substring(0, 63) + "%",
                        "%65" + token.substring(1),
                        token.replace('0', '\uff10'),
                        "0".repeat(64),
                        "null",
                        "5t9VoEUWYX1qhq1sojh5gZWRCFoajABB9NoGgk9dLbc=")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tokenOfTheXmppServerIsGranted(Vector vector) {
        Verdict verdict = verify(vector, "v=" + vector.token());
        assertThat(verdict).isEqualTo(new Verdict.Granted(Contract.V1, "one", vector.slot()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void upperCaseHexIsGranted(Vector vector) {
        assertThat(verify(vector, "v=" + vector.token().toUpperCase(Locale.ROOT)))
                .isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyBitOfTheTokenCounts(Vector vector) {
        for (int bit = 0; bit < 256; bit++) {
            assertThat(verify(vector, "v=" + flip(vector.token(), bit))).isEqualTo(denied(DenialReason.WRONG));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyCharacterOfThePathCounts(Vector vector) {
        String path = vector.key().path();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/' && !Character.isSurrogate(path.charAt(i))) {
                FileKey other = new FileKey(path.substring(0, i) + '~' + path.substring(i + 1));
                assertThat(verify(other, vector.length(), "v=" + vector.token()))
                        .isEqualTo(denied(DenialReason.WRONG));
            }
        }
        FileKey longer = new FileKey(path + "x");
        assertThat(verify(longer, vector.length(), "v=" + vector.token())).isEqualTo(denied(DenialReason.WRONG));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tokenSignedForAnotherSizeIsRefused(Vector vector) {
        long less = vector.size() == 0 ? 10 : vector.size() - 1;
        for (long size : new long[] {vector.size() + 1, less, vector.size() + (1L << 32), Long.MAX_VALUE}) {
            assertThat(verify(vector.key(), new DeclaredLength.Exact(size), "v=" + vector.token()))
                    .isEqualTo(denied(DenialReason.WRONG));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret strin", "secret string ", "Secret string", "secret strinh", "geheim"})
    void tokenSignedWithAnotherSecretIsRefused(String secret) {
        UploadClaim claim = claim(OPENSSL.key(), OPENSSL.length(), "v=" + OPENSSL.token());
        assertThat(verify(secret, claim)).isEqualTo(denied(DenialReason.WRONG));
    }

    /** No text may be moved between path and size. */
    @Test
    void spaceInTheNameDoesNotMixPathAndSize() {
        assertThat(verify(
                        new FileKey("foo/bar.jpg 1048576"), new DeclaredLength.Exact(1048576), "v=" + OPENSSL.token()))
                .isEqualTo(denied(DenialReason.WRONG));
        assertThat(verify(new FileKey("foo/bar.jpg 1"), new DeclaredLength.Exact(48576), "v=" + OPENSSL.token()))
                .isEqualTo(denied(DenialReason.WRONG));
    }

    @ParameterizedTest
    @MethodSource("tokensThatAreNone")
    void whatIsNoHexOf256BitsIsRefused(String token) {
        assertThat(verify(OPENSSL, "v=" + token)).isEqualTo(denied(DenialReason.WRONG));
    }

    /** Prosody signs both; the rules for paths and lengths stop them before any MAC is computed. */
    @Test
    void illegalPathAndLengthThatProsodySignsAreRefused() {
        assertThat(FileKey.parse("c2268df0-5ba8-4e5f-bf2b-5b3ed4b5ab2b/..")).isEmpty();
        DeclaredLength chunked = DeclaredLength.of(List.of(), "chunked");
        Vector bar = new Vector(
                "fb2a1b30-7d0a-4971-a8c4-40c078e30e62/bar.jpg",
                -1,
                "c93f0b5f2adf764617529ad8ac89f9ffda570d6b49f1ef28901a0aa005fe5a66");
        assertThat(verify(bar.key(), chunked, "v=" + bar.token())).isEqualTo(denied(DenialReason.NO_LENGTH));
        assertThat(verify(bar.key(), DeclaredLength.of(List.of("-1"), null), "v=" + bar.token()))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
    }

    /** OpenSSL's MAC of {@code foo/bar.jpg -1}. */
    @Test
    void sizeOfMinusOneIsNeverGranted() {
        String token = "89654c2920c0a7cb5a3fa5d8c0da154d440fed05ffcdd32bd4c60867b33c53cd";
        assertThat(verify(OPENSSL.key(), new DeclaredLength.Unknown(), "v=" + token))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
        assertThat(verify(OPENSSL.key(), new DeclaredLength.Malformed(), "v=" + token))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, MISSING",
                "'', MISSING",
                "v2=TOKEN, MISSING",
                "V=TOKEN, MISSING",
                "xv=TOKEN, MISSING",
                "%76=TOKEN, MISSING",
                "v=TOKEN&v=TOKEN, DOUBLED",
                "v=TOKEN&x=y&v=, DOUBLED",
                "v&v=TOKEN, DOUBLED",
                "v=x&v=y, DOUBLED"
            })
    void missingAndDoubledTokensAreReportedBeforeTheLength(@Nullable String query, DenialReason reason) {
        String raw = query == null ? null : query.replace("TOKEN", OPENSSL.token());
        for (DeclaredLength length : new DeclaredLength[] {OPENSSL.length(), new DeclaredLength.Unknown()}) {
            assertThat(verify(OPENSSL.key(), length, raw)).isEqualTo(denied(reason));
        }
    }

    @Test
    void unknownLengthIsReportedBeforeAWrongToken() {
        assertThat(verify(OPENSSL.key(), new DeclaredLength.Unknown(), "v=wrong"))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
        assertThat(verify(OPENSSL.key(), new DeclaredLength.Unknown(), "v=" + OPENSSL.token()))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
    }

    @Test
    void otherParametersDoNotMatter() {
        assertThat(verify(OPENSSL, "a=b&v=" + OPENSSL.token() + "&v2=x&c")).isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                "image/png, image/png",
                "Image/PNG;a=b, Image/PNG;a=b",
                "-, image/jpeg",
                "\"\", image/jpeg",
                "nonsense, image/jpeg",
                "text/\u0007html, image/jpeg"
            })
    void sentTypeIsStoredOrElseThatOfTheFileName(@Nullable String sent, String type) {
        assertThat(typeOf(OPENSSL.key(), sent, OPENSSL.token())).isEqualTo(type);
    }

    @Test
    void typeOfAFileAboutWhichNothingIsKnownIsOctetStream() {
        // printf '%s' 'foo/bar 1048576' | openssl dgst -sha256 -hmac 'secret string'
        assertThat(typeOf(
                        new FileKey("foo/bar"),
                        null,
                        "d1df962e950864981e19ee994a3f4710be345e4086b5058aa0e6d3edeb566e5c"))
                .isEqualTo("application/octet-stream");
    }

    private static String typeOf(FileKey key, @Nullable String sent, String token) {
        UploadClaim claim =
                new UploadClaim(key, OPENSSL.length(), sent, Query.of("v=" + token), Authorization.of(List.of()));
        Verdict verdict = verify("secret string", claim);
        assertThat(verdict).isInstanceOf(Verdict.Granted.class);
        return ((Verdict.Granted) verdict).slot().type();
    }

    private static Verdict verify(Vector vector, String query) {
        return verify(vector.key(), vector.length(), query);
    }

    private static Verdict verify(FileKey key, DeclaredLength length, @Nullable String query) {
        return verify("secret string", claim(key, length, query));
    }

    private static UploadClaim claim(FileKey key, DeclaredLength length, @Nullable String query) {
        return new UploadClaim(key, length, "application/x-test", Query.of(query), Authorization.of(List.of()));
    }

    private static Verdict verify(String secret, UploadClaim claim) {
        return new TokenVerifier(Clock.systemUTC()).verify(claim, XmppServer.signer(secret, Contract.V1));
    }

    private static Verdict denied(DenialReason reason) {
        return new Verdict.Denied(Contract.V1, reason);
    }

    private static String flip(String hex, int bit) {
        int digit = Character.digit(hex.charAt(bit / 4), 16) ^ (1 << bit % 4);
        return hex.substring(0, bit / 4) + Character.forDigit(digit, 16) + hex.substring(bit / 4 + 1);
    }
}

package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.storage.Slot;
import org.stowage.token.Verdict.DenialReason;

/** What a right token grants and when; the tokens of the constants were emitted by Prosody 0.12.3. */
final class JwtVerifierTest {

    /** Issued at 4070908800, ends at 4070909100, deletion at 4102444800. */
    static final String PROSODY = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            + ".eyJpYXQiOjQwNzA5MDg4MDAsImV4cCI6NDA3MDkwOTEwMCwiZmlsZXNpemUiOjIzNDU2LCJzbG90IjoiWmw4bnFFMnhrQTAtX2Iz"
            + "VHBROWQiLCJzdWIiOiJyb21lb0Btb250YWd1ZS5leGFtcGxlIiwiZmlsZXR5cGUiOiJpbWFnZS9qcGVnIiwiZmlsZW5hbWUiOiJ0"
            + "csOocyBjb29sLmpwZyIsImV4cGlyZXMiOjQxMDI0NDQ4MDB9"
            + ".eBXThWwC626Z61_uAbt-imyO5sAxGFHjGRvzpt80DBc";

    static final FileKey KEY = new FileKey("Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg");
    static final long SIZE = 23456;

    /** From when on Prosody's token is expired on every tolerated clock. */
    private static final Instant END = Instant.parse("2099-01-01T00:05:30Z");

    /** Ends at 1, size 1000.0, slot s, file name a, type a/b. */
    private static final String FLOAT_SIZE = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            + ".eyJleHAiOjEsImZpbGVzaXplIjoxMDAwLjAsImZpbGV0eXBlIjoiYS9iIiwiZmlsZW5hbWUiOiJhIiwic2xvdCI6InMifQ"
            + ".H91bpmOOa3yESk3bFOqPh15PWPtpX_A211aW-goKEyk";

    private static final Signer PROSODY_SIGNER = XmppServer.signer(Contract.JWT);

    private static final String BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void slotOfProsodyIsGranted() {
        Instant expires = Instant.parse("2100-01-01T00:00:00Z");
        Slot slot = new Slot(KEY, SIZE, "image/jpeg", "romeo@montague.example", expires, END);
        assertThat(verify(PROSODY, KEY, SIZE, XmppServer.DURING_SLOT))
                .isEqualTo(new Verdict.Granted(Contract.JWT, "one", slot));
    }

    /** RFC 7519 §4.1.6: {@code iat} tells the age of a token, not its validity. */
    @Test
    void slotIsGrantedBeforeItWasIssuedByTheClockOfTheXmppServer() {
        assertThat(verify(PROSODY, KEY, SIZE, Instant.parse("2026-01-01T00:00:00Z")))
                .isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "4070909099.999, granted",
        "4070909100, granted",
        "4070909129.999, granted",
        "4070909130, EXPIRED",
        "4070909131, EXPIRED",
        "9999999999, EXPIRED"
    })
    void slotEndsHalfAMinuteAfterItsEnd(double now, String outcome) {
        assertThat(END).isEqualTo(Instant.ofEpochSecond(4070909130L));
        assertOutcome(verify(PROSODY, KEY, SIZE, Instant.ofEpochMilli((long) (now * 1000))), outcome);
    }

    @Test
    void floatSizeOfLuaIsANumber() {
        FileKey key = new FileKey("s/a");
        assertThat(verify(FLOAT_SIZE, key, 1000, Instant.EPOCH)).isEqualTo(granted(key, 1000, "a/b", 31));
        assertThat(verify(FLOAT_SIZE, key, 1000, XmppServer.DURING_SLOT)).isEqualTo(denied(DenialReason.EXPIRED));
    }

    /** Rule 5 of package-info: neither claims nor header are parsed before the signature is verified. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"alg\":\"none\"}", "[[[[", ""})
    void nothingIsParsedBeforeTheSignatureIsRight(String header) {
        TokenVerifier verifier =
                new TokenVerifier(new JwtVerifier(XmppServer.clock(XmppServer.DURING_SLOT), new NoParser()));
        DeclaredLength length = new DeclaredLength.Exact(SIZE);
        String unsigned = XmppServer.base64(header) + "." + XmppServer.base64("{}") + ".";
        String wrong = unsigned + XmppServer.base64("x".repeat(32));
        assertThat(verifier.verify(claim(wrong, KEY, length), PROSODY_SIGNER)).isEqualTo(denied(DenialReason.WRONG));
        assertThatThrownBy(() -> verifier.verify(claim(PROSODY, KEY, length), PROSODY_SIGNER))
                .hasMessage("parsed");
    }

    /** Every attempt to parse fails. */
    private static final class NoParser implements JsonParserFactory {

        @Override
        public JsonParser createParser(Reader json) {
            throw new IllegalStateException("parsed");
        }

        @Override
        public JsonParser createParser(InputStream json) {
            throw new IllegalStateException("parsed");
        }

        @Override
        public JsonParser createParser(InputStream json, Charset charset) {
            throw new IllegalStateException("parsed");
        }

        @Override
        public JsonParser createParser(JsonObject json) {
            throw new IllegalStateException("parsed");
        }

        @Override
        public JsonParser createParser(JsonArray json) {
            throw new IllegalStateException("parsed");
        }

        @Override
        public Map<String, ?> getConfigInUse() {
            return Map.of();
        }
    }

    /** Any other character at any place is refused: the signature covers the whole token, and has only one spelling. */
    @Test
    void everyCharacterOfTheTokenCounts() {
        for (int i = 0; i < PROSODY.length(); i++) {
            for (char other : (BASE64_URL + ".=+/ %\n\0é").toCharArray()) {
                if (other != PROSODY.charAt(i)) {
                    String wrong = PROSODY.substring(0, i) + other + PROSODY.substring(i + 1);
                    assertThat(verify(wrong)).as("%s at %d", other, i).isEqualTo(denied(DenialReason.WRONG));
                }
            }
        }
    }

    @Test
    void tokenCutInsertedOrSwappedAnywhereIsRefused() {
        Random random = new Random(363);
        for (int i = 0; i < PROSODY.length(); i++) {
            char any = BASE64_URL.charAt(random.nextInt(BASE64_URL.length()));
            int other = random.nextInt(PROSODY.length());
            StringBuilder swapped = new StringBuilder(PROSODY);
            swapped.setCharAt(i, PROSODY.charAt(other));
            swapped.setCharAt(other, PROSODY.charAt(i));
            for (String wrong : List.of(
                    PROSODY.substring(0, i),
                    PROSODY.substring(i + 1),
                    PROSODY.substring(0, i) + PROSODY.substring(i + 1),
                    PROSODY.substring(0, i) + any + PROSODY.substring(i),
                    swapped.toString())) {
                if (!wrong.equals(PROSODY)) {
                    assertThat(verify(wrong)).as(wrong).isEqualTo(denied(DenialReason.WRONG));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zl8nqE2xkA0-_b3TpQ9d/très cool.jpf",
                "Zl8nqE2xkA0-_b3TpQ9e/très cool.jpg",
                "zl8nqE2xkA0-_b3TpQ9d/très cool.jpg",
                "Zl8nqE2xkA0-_b3TpQ9d/tre\u0300s cool.jpg",
                "Zl8nqE2xkA0-_b3TpQ9d/x/très cool.jpg",
                "x/Zl8nqE2xkA0-_b3TpQ9d/très cool.jpg",
                "Zl8nqE2xkA0-_b3TpQ9d",
                "très cool.jpg",
                "très cool.jpg/Zl8nqE2xkA0-_b3TpQ9d"
            })
    void tokenForAnotherPathIsRefused(String path) {
        assertThat(verify(PROSODY, new FileKey(path), SIZE, XmppServer.DURING_SLOT))
                .isEqualTo(denied(DenialReason.WRONG));
    }

    /** With slashes, two different pairs of slot and file name could have the same path. */
    @ParameterizedTest
    @CsvSource({"a/b, c", "a, b/c", "a/b/c, ''", "'', a/b/c"})
    void tokenWhoseNamesHaveSlashesIsRefused(String slot, String fileName) {
        String token = XmppServer.jwt(
                "{\"slot\":\"%s\",\"filename\":\"%s\",\"filesize\":1,\"exp\":9999999999}".formatted(slot, fileName));
        assertThat(verify(token, new FileKey("a/b/c"), 1, XmppServer.DURING_SLOT))
                .isEqualTo(denied(DenialReason.WRONG));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 23455, 23457, 234560, 23456L + (1L << 32), Long.MAX_VALUE})
    void otherLengthIsReported(long length) {
        assertThat(verify(PROSODY, KEY, length, XmppServer.DURING_SLOT)).isEqualTo(denied(DenialReason.WRONG_LENGTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret strin", "Secret string", "secret string ", "x"})
    void tokenSignedWithAnotherSecretIsRefused(String secret) {
        TokenVerifier verifier = new TokenVerifier(XmppServer.clock(XmppServer.DURING_SLOT));
        UploadClaim claim = claim(PROSODY, KEY, new DeclaredLength.Exact(SIZE));
        assertThat(verifier.verify(claim, XmppServer.signer(secret, Contract.JWT)))
                .isEqualTo(denied(DenialReason.WRONG));
    }

    /** Each token also has all faults that are checked later. */
    @Test
    void reasonsAreReportedInTheirOrder() {
        DeclaredLength chunked = new DeclaredLength.Unknown();
        Instant late = Instant.ofEpochSecond(9999999999L);
        TokenVerifier verifier = new TokenVerifier(XmppServer.clock(late));
        FileKey other = new FileKey("x/y");
        assertThat(verifier.verify(
                        new UploadClaim(
                                other, chunked, null, Query.of("v=00"), Authorization.of(List.of("Basic YTpi"))),
                        PROSODY_SIGNER))
                .isEqualTo(denied(DenialReason.MISSING));
        assertThat(verifier.verify(
                        new UploadClaim(
                                other,
                                chunked,
                                null,
                                Query.of(null),
                                Authorization.of(List.of("Bearer x", "Bearer x"))),
                        PROSODY_SIGNER))
                .isEqualTo(denied(DenialReason.DOUBLED));
        assertThat(verifier.verify(claim("x", other, chunked), PROSODY_SIGNER))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
        assertThat(verifier.verify(claim("x", other, new DeclaredLength.Malformed()), PROSODY_SIGNER))
                .isEqualTo(denied(DenialReason.NO_LENGTH));
        assertThat(verify(PROSODY, other, 1, late)).isEqualTo(denied(DenialReason.WRONG));
        assertThat(verify(PROSODY, KEY, 1, late)).isEqualTo(denied(DenialReason.EXPIRED));
        assertThat(verify(PROSODY, KEY, 1, XmppServer.DURING_SLOT)).isEqualTo(denied(DenialReason.WRONG_LENGTH));
    }

    /** {@code nbf} is 4070909000, the time of the clock. */
    @ParameterizedTest
    @CsvSource({"0, granted", "-1, granted", "30, granted", "31, WRONG", "100000, WRONG"})
    void tokenIsValidFromHalfAMinuteBeforeItsBeginning(int offset, String outcome) {
        String token = XmppServer.jwt("{\"nbf\":%d,\"slot\":\"s\",\"filename\":\"a\",\"filesize\":1,\"exp\":9999999999}"
                .formatted(4070909000L + offset));
        assertOutcome(verify(token, new FileKey("s/a"), 1, XmppServer.DURING_SLOT), outcome);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "image/png, image/png",
                "Text/Plain;charset=UTF-8, Text/Plain;charset=UTF-8",
                "nonsense, application/octet-stream",
                "text/html\\r\\nX: y, application/octet-stream",
                "'', image/jpeg",
                "-, image/jpeg"
            })
    void typeOfTheTokenIsStoredIfItIsAMediaType(@Nullable String type, String stored) {
        String claim = type == null ? "" : "\"filetype\":\"" + type + "\",";
        String token = XmppServer.jwt(
                "{" + claim + "\"slot\":\"s\",\"filename\":\"a.jpg\",\"filesize\":1,\"exp\":9999999999}");
        Verdict verdict = verify(token, new FileKey("s/a.jpg"), 1, XmppServer.DURING_SLOT);
        assertThat(verdict).isEqualTo(granted(new FileKey("s/a.jpg"), 1, stored, 10_000_000_029L));
    }

    /** Without owner and expiry; the last second is that of the token, and half a minute. */
    private static Verdict granted(FileKey key, long size, String type, long tokenEnds) {
        Slot slot = new Slot(key, size, type, null, null, Instant.ofEpochSecond(tokenEnds));
        return new Verdict.Granted(Contract.JWT, "one", slot);
    }

    private static void assertOutcome(Verdict verdict, String outcome) {
        if (outcome.equals("granted")) {
            assertThat(verdict).isInstanceOf(Verdict.Granted.class);
        } else {
            assertThat(verdict).isEqualTo(denied(DenialReason.valueOf(outcome)));
        }
    }

    private static Verdict verify(String token) {
        return verify(token, KEY, SIZE, XmppServer.DURING_SLOT);
    }

    private static Verdict verify(String token, FileKey key, long length, Instant now) {
        return new TokenVerifier(XmppServer.clock(now))
                .verify(claim(token, key, new DeclaredLength.Exact(length)), PROSODY_SIGNER);
    }

    private static UploadClaim claim(String token, FileKey key, DeclaredLength length) {
        return new UploadClaim(key, length, "text/html", Query.of(null), Authorization.of(List.of("Bearer " + token)));
    }

    private static Verdict denied(DenialReason reason) {
        return new Verdict.Denied(Contract.JWT, reason);
    }
}

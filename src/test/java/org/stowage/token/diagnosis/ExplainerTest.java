package org.stowage.token.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.token.Keyring;
import org.stowage.token.Signer;
import org.stowage.token.SigningSecret;
import org.stowage.token.XmppServer;

/** Tokens that are wrong in one way or two, and what an admin is told about them. */
final class ExplainerTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Set<Contract> ALL = Set.of(Contract.values());
    private static final String SECRET = "a secret with 'quotes' & spaces";
    private static final FileKey KEY = new FileKey("slot-1/photo.jpg");

    private final Signer ours = new Signer(
            "",
            ALL,
            keyring(
                    always("default", SECRET),
                    new SigningSecret("old", XmppServer.key("an old secret"), null, NOW.minusSeconds(3600)),
                    new SigningSecret("next", XmppServer.key("the next secret"), NOW.plusSeconds(3600), null)),
            XmppServer.key("the delete secret"));
    private final Signer capulet = new Signer("capulet", ALL, keyring(always("default", "capulet's secret")), null);

    private static Keyring keyring(SigningSecret... secrets) {
        return new Keyring(List.of(secrets), XmppServer.clock(NOW));
    }

    private static SigningSecret always(String id, String secret) {
        return new SigningSecret(id, XmppServer.key(secret), null, null);
    }

    private Explanation explain(SentUpload upload, Signer... signers) {
        List<Signer> all = signers.length == 0 ? List.of(ours, capulet) : List.of(signers);
        return new Explainer(() -> all, XmppServer.clock(NOW)).explain(upload);
    }

    private Explanation v1(String secret, String message) {
        return v1(KEY, "v=" + mac(secret, message));
    }

    private Explanation v1(FileKey key, String query) {
        return explain(put(key, query, null));
    }

    private static SentUpload put(FileKey key, String query, @Nullable String type) {
        String path = "/upload/" + key;
        return new SentUpload(path, key, Query.of(query), 1000, type, Authorization.of(List.of()));
    }

    private static String mac(String secret, String message) {
        return mac(secret.getBytes(StandardCharsets.UTF_8), message);
    }

    private static String mac(byte[] secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(secret, "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void says(Explanation explanation, String... parts) {
        assertThat(explanation.right()).isFalse();
        assertThat(String.join("\n", explanation.sentences())).contains(parts);
    }

    @Test
    void rightTokenIsRight() {
        assertThat(v1(SECRET, "slot-1/photo.jpg 1000").right()).isTrue();
        String typed = mac(SECRET, "slot-1/photo.jpg\0" + "1000\0image/jpeg");
        assertThat(v1(KEY, "v2=" + typed).right()).isTrue();
        assertThat(v1(KEY, "token=" + typed.toUpperCase(Locale.ROOT)).right()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an old secret    | the secret old, which was valid until 2026-06-01T11:00:00Z",
                "the next secret  | the secret next, which is not valid before 2026-06-01T13:00:00Z",
                "capulet's secret | the secret default of tenant capulet",
                "the delete secret | the secret of deletions",
                "somebody else's   | Most likely the secrets of XMPP server and Stowage differ"
            })
    void otherSecretIsNamed(String secret, String sentence) {
        says(v1(secret, "slot-1/photo.jpg 1000"), sentence);
    }

    @Test
    void misspeltSecretIsNamed() {
        says(v1(SECRET + "\n", "slot-1/photo.jpg 1000"), "a line feed behind it");
        says(v1(SECRET + "\r\n", "slot-1/photo.jpg 1000"), "a Windows line end");
        says(v1(SECRET + " ", "slot-1/photo.jpg 1000"), "a space behind it");
        says(v1('"' + SECRET + '"', "slot-1/photo.jpg 1000"), "in double quotes");
        byte[] raw = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        Signer base64 = signer(Base64.getEncoder().encodeToString(raw));
        says(explain(put(KEY, "v=" + mac(raw, "slot-1/photo.jpg 1000"), null), base64), "decoded from base64");
        Signer hex = signer("010203040506070809");
        says(explain(put(KEY, "v=" + mac(raw, "slot-1/photo.jpg 1000"), null), hex), "decoded from hex");
        says(explain(put(KEY, "v=" + mac("x y", "slot-1/photo.jpg 1000"), null), signer("x y\n")), "white space");
        says(
                explain(put(KEY, "v=" + mac("x y", "slot-1/photo.jpg 1000"), null), signer("'x y'")),
                "without the quotes");
    }

    private static Signer signer(String secret) {
        return new Signer("", ALL, keyring(always("default", secret)), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upload/slot-1/photo.jpg  | a part of the base URL",
                "/upload/slot-1/photo.jpg | a part of the base URL",
                "/slot-1/photo.jpg        | with a slash before it",
                "photo.jpg                | a segment that was not signed"
            })
    void otherPathIsNamed(String path, String sentence) {
        says(v1(SECRET, path + " 1000"), sentence);
    }

    @Test
    void otherSpellingIsNamed() {
        FileKey key = new FileKey("slot-1/très cool+.jpg");
        says(v1(key, "v=" + mac(SECRET, "slot-1/tr%C3%A8s%20cool%2B.jpg 1000")), "percent-encoded");
        says(v1(key, "v=" + mac(SECRET, "slot-1/tr%c3%a8s%20cool%2b.jpg 1000")), "percent-encoded");
        says(v1(key, "v=" + mac(SECRET, "slot-1/très+cool+.jpg 1000")), "a space is no plus");
        says(v1(key, "v=" + mac(SECRET, "slot-1/très cool .jpg 1000")), "a plus is a plus");
        String nfd = Normalizer.normalize(key.path(), Normalizer.Form.NFD);
        says(v1(key, "v=" + mac(SECRET, nfd + " 1000")), "another Unicode form");
        FileKey twice = new FileKey("slot-1/a%20b.jpg");
        says(v1(twice, "v=" + mac(SECRET, "slot-1/a b.jpg 1000")), "percent-encoded twice");
    }

    @ParameterizedTest
    @CsvSource({
        "984,16 bytes are what encryption adds",
        "972,28 bytes",
        "0,1000",
        "12345,12345",
        "60000,60000",
        "-1,no file"
    })
    void otherLengthIsNamed(long length, String sentence) {
        says(v1(SECRET, "slot-1/photo.jpg " + length), "The length that was signed is " + length, sentence);
    }

    @Test
    void otherTypeIsNamed() {
        String html = mac(SECRET, "slot-1/photo.jpg\0" + "1000\0text/html");
        says(v1(KEY, "v2=" + html), "The media type that was signed is text/html");
        String charset = mac(SECRET, "slot-1/photo.jpg\0" + "1000\0application/x-lua; charset=utf-8");
        says(explain(put(KEY, "v2=" + charset, "application/x-lua")), "signed is application/x-lua; charset=utf-8");
    }

    @Test
    void swappedContractIsNamed() {
        says(v1(KEY, "v2=" + mac(SECRET, "slot-1/photo.jpg 1000")), "belongs in the parameter v:");
        says(v1(KEY, "v=" + mac(SECRET, "slot-1/photo.jpg\0" + "1000\0image/jpeg")), "parameter token or v2");
        says(v1(KEY, "token=" + mac(SECRET, "slot-1/photo.jpg\0the delete secret")), "right for DELETE");
    }

    @Test
    void contractThatIsNotEnabledIsNamed() {
        Signer onlyV1 = new Signer("", Set.of(Contract.V1), keyring(always("default", SECRET)), null);
        String typed = mac(SECRET, "slot-1/photo.jpg\0" + "1000\0image/jpeg");
        says(explain(put(KEY, "v2=" + typed, null), onlyV1), "contract v2, which is not enabled", "(now v1)");
    }

    @Test
    void twoDifferencesAreBothNamed() {
        says(v1("an old secret", "upload/slot-1/photo.jpg 1000"), "the secret old", "a part of the base URL");
        says(v1(SECRET + "\n", "/slot-1/photo.jpg 984"), "a line feed", "a slash before it", "984");
    }

    @ParameterizedTest
    @CsvSource({
        "'',The request carries no token",
        "V=00,must be in lower case",
        "v=,The token is empty",
        "v=00&v=00,is there 2 times",
        "v=zz,not in hex",
        "v=0011,has 4 hex digits and must have 64",
        "v=0123456789012345678901234567890123456789,as SHA-1 makes",
        "token=eyJhbGciOiJIUzI1NiJ9.e30.x,Authorization: Bearer"
    })
    void malformedTokenIsNamed(String query, String sentence) {
        says(v1(KEY, query), sentence);
    }

    @Test
    void charactersAfterTheTokenAreNamed() {
        says(v1(KEY, "v=" + mac(SECRET, "slot-1/photo.jpg 1000") + ">"), "has more characters after");
    }

    @Test
    void higherContractDecides() {
        String right = mac(SECRET, "slot-1/photo.jpg 1000");
        says(v1(KEY, "v=" + right + "&v2=" + right), "only that of v2 counts");
    }

    @Test
    void noAnswerHasASecretOrAMacInIt() {
        String right = mac(SECRET, "slot-1/photo.jpg 1000");
        for (String token : List.of(right.replace(right.charAt(0), '0'), right.substring(0, 63), right + "x")) {
            String words = v1(KEY, "v=" + token).toString();
            assertThat(words).doesNotContain(SECRET, right, right.substring(0, 16), token);
        }
    }

    @Test
    void answerTakesBoundedTime() {
        long start = System.nanoTime();
        v1("somebody else's", "slot-1/photo.jpg 1000");
        explain(put(KEY, "v2=" + mac("somebody else's", ""), "image/png"));
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Test
    void urlOfNoTenantIsExplained() {
        SentUpload upload = new SentUpload(
                "/files/slot-1/photo.jpg",
                null,
                Query.of("v=" + mac(SECRET, "slot-1/photo.jpg 1000")),
                1000,
                null,
                Authorization.of(List.of()));
        says(explain(upload), "The path that was signed is another one: slot-1/photo.jpg");
    }

    private Explanation jwt(String header, String claims) {
        return jwt(XmppServer.jwt(header, claims));
    }

    private Explanation jwt(String token) {
        SentUpload upload = new SentUpload(
                "/upload/slot-1/photo.jpg",
                KEY,
                Query.of(null),
                1000,
                null,
                Authorization.of(List.of("Bearer " + token)));
        return explain(upload, signer("secret string"));
    }

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private static String claims(String slot, long size, long exp) {
        return "{\"slot\":\"" + slot + "\",\"filename\":\"photo.jpg\",\"filesize\":" + size + ",\"exp\":" + exp
                + ",\"iat\":1}";
    }

    @Test
    void rightJwtIsRight() {
        assertThat(jwt(HEADER, claims("slot-1", 1000, NOW.getEpochSecond() + 60))
                        .right())
                .isTrue();
    }

    @Test
    void wrongJwtIsNamed() {
        long later = NOW.getEpochSecond() + 60;
        says(
                jwt(HEADER, claims("slot-1", 1000, NOW.getEpochSecond() - 600)),
                "expired at 2026-06-01T11:50:00Z, 10 minutes");
        says(jwt(HEADER, claims("slot-2", 1000, later)), "The token is about slot-2/photo.jpg");
        says(jwt(HEADER, claims("slot-1", 984, later)), "16 bytes are what encryption adds");
        says(jwt("{\"alg\":\"none\"}", claims("slot-1", 1000, later)), "The algorithm of the token is none");
        says(jwt(HEADER, "[]"), "not a JSON object");
        says(jwt(HEADER, "{\"exp\":\"x\"}"), "no exp", "no slot", "no filesize");
        says(jwt("abc"), "three parts");
        says(jwt("a.b=.c"), "base64url");
        String good = XmppServer.jwt(HEADER, claims("slot-1", 1000, later));
        says(jwt(good.substring(0, good.length() - 4) + "AAAA"), "No secret that is set here has signed");
        String future = claims("slot-1", 1000, later + 7200).replace("\"iat\":1", "\"nbf\":" + (later + 3600));
        says(jwt(HEADER, future), "is not valid before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic eA==", "Bearer"})
    void otherAuthorizationIsNoToken(String field) {
        SentUpload upload = new SentUpload(
                "/upload/slot-1/photo.jpg", KEY, Query.of(null), 1000, null, Authorization.of(List.of(field)));
        assertThat(explain(upload).right()).isFalse();
    }
}

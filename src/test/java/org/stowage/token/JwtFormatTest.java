package org.stowage.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.contract.Authorization;
import org.stowage.contract.Contract;
import org.stowage.contract.Query;
import org.stowage.storage.FileKey;
import org.stowage.token.Verdict.DenialReason;

/**
 * Tokens of odd form, all signed with the right secret, so that nothing but the form can be the reason; and what forgers
 * send without knowing the secret.
 */
final class JwtFormatTest {

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final String REST = "\"slot\":\"s\",\"filename\":\"a\",\"exp\":9999999999";
    private static final String CLAIMS = "{\"filesize\":7," + REST + "}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEADER,
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                " { \"typ\" : \"JWT\" ,\r\n\t\"alg\" : \"HS256\" } ",
                "{\"\\u0061lg\":\"HS256\",\"typ\":\"JWT\"}"
            })
    void headerMayBeWrittenInAnyWay(String header) {
        assertThat(verify(XmppServer.jwt(header, CLAIMS))).isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"HS256\"",
                "",
                " ",
                "{",
                "{\"alg\":\"HS256\"}",
                "{\"typ\":\"JWT\"}",
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"None\",\"typ\":\"JWT\"}",
                "{\"alg\":\"\",\"typ\":\"JWT\"}",
                "{\"alg\":null,\"typ\":\"JWT\"}",
                "{\"alg\":256,\"typ\":\"JWT\"}",
                "{\"alg\":[\"HS256\"],\"typ\":\"JWT\"}",
                "{\"alg\":{\"HS256\":1},\"typ\":\"JWT\"}",
                "{\"alg\":\"HS384\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS512\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"PS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}",
                "{\"alg\":\"hs256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256 \",\"typ\":\"JWT\"}",
                "{\"Alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"typ\":\"jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWE\"}",
                "{\"alg\":\"HS256\",\"typ\":null}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"1\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":null}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[]}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"b64\":false}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"jku\":\"https://evil.example/\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"zip\":\"DEF\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"\":\"\"}",
                "{\"alg\":\"HS256\",\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"alg\":\"none\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"\\u0061lg\":\"none\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}{}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}x",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"",
                "{\"alg\":\"HS256\",\"typ\"",
                "{\"alg\":\"HS256\",\"typ\":",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",}",
                "{'alg':'HS256','typ':'JWT'}",
                "{alg:\"HS256\",typ:\"JWT\"}",
                "\ufeff{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"alg\":1e99999999999,\"typ\":\"JWT\"}"
            })
    void anyOtherHeaderIsRefused(String header) {
        assertRefused(XmppServer.jwt(header, CLAIMS));
    }

    /** Only owners that the store accepts are granted: these can be banned. */
    @Test
    void illegalOwnerIsRefused() {
        for (String owner : List.of("", " romeo@montague.example", "romeo\\u0000", "romeo\\ud800", "r".repeat(3072))) {
            assertRefused(XmppServer.jwt("{\"filesize\":7,\"sub\":\"" + owner + "\"," + REST + "}"));
        }
        assertThat(verify(XmppServer.jwt("{\"filesize\":7,\"sub\":\"" + "r".repeat(3071) + "\"," + REST + "}")))
                .isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "7.000000000000", "70e-1", "0.7e1", "7E0", "7e+0", "0.07e+2"})
    void sizeMayBeWrittenInAnyWay(String size) {
        assertThat(verify(XmppServer.jwt("{\"filesize\":" + size + "," + REST + "}")))
                .isInstanceOf(Verdict.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-7",
                "-1",
                "7.5",
                "7.0000000000000000000000000000000000001",
                "1e-1",
                "1e-999999999",
                "1e-99999999999",
                "1e999",
                "1e999999999",
                "1e2147483647",
                "1e2147483648",
                "1e99999999999",
                "-1e999999999",
                "9223372036854775808",
                "18446744073709551623",
                "1e19",
                "NaN",
                "Infinity",
                "-Infinity",
                "nan",
                "inf",
                "+7",
                "07",
                "7.",
                ".7",
                "0x7",
                "7L",
                "7f",
                "1_0",
                "\"7\"",
                "\"\"",
                "null",
                "true",
                "[]",
                "[7]",
                "{}",
                "{\"7\":7}",
                "",
                "7 7",
                "\uff17"
            })
    void sizeThatIsNoWholeNumberIsRefused(String size) {
        assertRefused(XmppServer.jwt("{\"filesize\":" + size + "," + REST + "}"));
    }

    /** Long enough to be slow if the time grows with the square of the length. */
    @Test
    void sizeOfThousandsOfDigitsIsRefused() {
        assertRefused(XmppServer.jwt("{\"filesize\":" + "7".repeat(5000) + "," + REST + "}"));
        assertRefused(XmppServer.jwt("{\"filesize\":7." + "0".repeat(5000) + "1," + REST + "}"));
        assertRefused(XmppServer.jwt("{\"filesize\":7e" + "9".repeat(5000) + "," + REST + "}"));
        assertRefused(XmppServer.jwt("{\"alg\":" + "7".repeat(5000) + ",\"typ\":\"JWT\"}", CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "null",
                "7",
                "\"x\"",
                "{\"filesize\":7,\"filename\":\"a\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\"}",
                "{\"slot\":\"s\",\"filename\":\"a\",\"exp\":9999999999}",
                "{\"Filesize\":7," + REST + "}",
                "{\"filesize\":7," + REST + ",\"filesize\":7}",
                "{\"filesize\":8," + REST + ",\"filesize\":7}",
                "{\"filesize\":7," + REST + ",\"filesize\":8}",
                "{\"filesize\":7," + REST + ",\"file\\u0073ize\":8}",
                "{\"filesize\":7," + REST + ",\"slot\":\"s\"}",
                "{\"filesize\":7," + REST + ",\"x\":1,\"x\":1}",
                "{\"filesize\":7," + REST + ",\"x\":null,\"x\":true}",
                "{\"filesize\":7," + REST + ",\"x\":{}}",
                "{\"filesize\":7," + REST + ",\"x\":[]}",
                "{\"filesize\":7," + REST + ",\"aud\":[\"y\"]}",
                "{\"x\":{\"filesize\":7," + REST + "}}",
                "[{\"filesize\":7," + REST + "}]",
                "{\"filesize\":7," + REST + "}{\"filesize\":7}",
                "{\"filesize\":7," + REST + "}]",
                "{\"filesize\":7," + REST + "}}",
                "{\"filesize\":7," + REST + "} x",
                "{\"filesize\":7," + REST + ",}",
                "{\"filesize\":7," + REST,
                "{\"filesize\":7," + REST + ",\"x\"",
                "{\"filesize\":7," + REST + ",\"x\":",
                "{\"filesize\":7," + REST + ",\"x\":\"",
                "{\"filesize\":7," + REST + ",\"x\":tru}",
                "{\"filesize\":7," + REST + ",\"x\":\"\\x\"}",
                "{\"filesize\":7," + REST + ",\"x\":\"\n\"}",
                "{\"filesize\":7,,\"slot\":\"s\",\"filename\":\"a\",\"exp\":9999999999}",
                "{\"filesize\" 7," + REST + "}",
                "{\"filesize\":7,\"slot\":[\"s\"],\"filename\":\"a\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":1,\"filename\":\"a\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":null,\"filename\":\"a\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":true,\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\\u0000\",\"exp\":9999999999}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":\"9999999999\"}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":null}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":-1}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":9999999999.5}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":253402300800}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":9223372036854775807}",
                "{\"filesize\":7,\"slot\":\"s\",\"filename\":\"a\",\"exp\":1e999999999}",
                "{\"filesize\":7," + REST + ",\"nbf\":\"1\"}",
                "{\"filesize\":7," + REST + ",\"nbf\":-1}",
                "{\"filesize\":7," + REST + ",\"nbf\":1e999999999}",
                "{\"filesize\":7," + REST + ",\"expires\":\"4102444800\"}",
                "{\"filesize\":7," + REST + ",\"expires\":null}",
                "{\"filesize\":7," + REST + ",\"expires\":0.5}",
                "{\"filesize\":7," + REST + ",\"expires\":-1}",
                "{\"filesize\":7," + REST + ",\"expires\":1e999}",
                "{\"filesize\":7," + REST + ",\"sub\":1}",
                "{\"filesize\":7," + REST + ",\"sub\":null}",
                "{\"filesize\":7," + REST + ",\"filetype\":[\"image/png\"]}",
                "{\"filesize\":7," + REST + ",\"filetype\":null}"
            })
    void claimsThatAreNotThoseOfASlotAreRefused(String claims) {
        assertRefused(XmppServer.jwt(claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLAIMS,
                " " + CLAIMS + "\n",
                "{" + REST + ",\"filesize\":7}",
                "{\"filesize\":7," + REST + ",\"iat\":\"yesterday\",\"jti\":null,\"x\":true,\"y\":1e999999999999}",
                "{\"filesize\":7,\"\\u0073lot\":\"\\u0073\",\"filename\":\"a\",\"exp\":9.999999999e9}",
                "{\"filesize\":7," + REST + ",\"expires\":4102444800.0,\"nbf\":0}"
            })
    void claimsMayBeWrittenInAnyWayAndHaveMore(String claims) {
        assertThat(verify(XmppServer.jwt(claims))).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void deepNestingIsRefused() {
        for (String open : List.of("[", "{\"a\":")) {
            String deep = open.repeat(open.length() == 1 ? 5000 : 1000);
            assertRefused(XmppServer.jwt(deep));
            assertRefused(XmppServer.jwt("{\"filesize\":7," + REST + ",\"x\":" + deep));
            assertRefused(XmppServer.jwt(deep, CLAIMS));
            assertRefused(XmppServer.jwt(open.repeat(10_000)));
        }
    }

    @Test
    void tokenOf8KibIsReadAndALongerOneRefused() {
        String start = "{\"filesize\":7," + REST + ",\"x\":\"";
        int room = 6083 - start.length() - 2;
        String longest = XmppServer.jwt(start + "x".repeat(room) + "\"}");
        assertThat(longest).hasSize(8192);
        assertThat(verify(longest)).isInstanceOf(Verdict.Granted.class);
        String longer = XmppServer.jwt(start + "x".repeat(room + 1) + "\"}");
        assertThat(longer).hasSize(8193);
        assertRefused(longer);
        assertRefused(XmppServer.jwt(start + "x".repeat(1 << 20) + "\"}"));
        assertRefused(".".repeat(1 << 20));
    }

    static Stream<String> textsThatAreNoJws() {
        String header = XmppServer.base64(HEADER);
        String claims = XmppServer.base64(CLAIMS);
        String right = XmppServer.jwt(CLAIMS);
        String signature = right.substring(right.lastIndexOf('.') + 1);
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                "x",
                header,
                header + "." + claims,
                header + "." + claims + ".",
                header + ".." + signature,
                "." + claims + "." + signature,
                right + ".",
                "." + right,
                right + "." + signature,
                header + "." + right,
                right + "=",
                right + "==",
                right + " ",
                right + "\n",
                right.replace(".", " ."),
                right.replace('.', ','),
                "\"" + right + "\"",
                right + ", " + right,
                right + "\u0000",
                right.substring(0, right.length() - 1),
                right + "A",
                right.replace(signature, signature.replace('-', '+').replace('_', '/') + "="),
                right.replace(signature, XmppServer.base64(new byte[32])),
                right.replace(signature, XmppServer.base64(new byte[0])),
                right.replace(signature, XmppServer.base64(new byte[31])),
                // the signed text itself has padding, spaces, another alphabet, or bits too many
                XmppServer.signed(header + "=." + claims),
                XmppServer.signed(header + "." + claims + "="),
                XmppServer.signed(header + "." + claims + "=="),
                XmppServer.signed(header + "." + XmppServer.base64(CLAIMS + " ") + "="),
                XmppServer.signed(header + "." + XmppServer.base64(CLAIMS + "  ") + "=="),
                XmppServer.signed(header + ". " + claims),
                XmppServer.signed(header + "." + claims + "\n"),
                XmppServer.signed(header + "." + claims + "A"),
                XmppServer.signed(header + "." + claims + "é"),
                XmppServer.signed(header + "." + claims + "." + claims),
                XmppServer.signed(header + "."),
                XmppServer.signed("." + claims),
                XmppServer.signed("."));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoJws")
    void nonCanonicalBase64urlIsRefused(String token) {
        assertRefused(token);
    }

    /**
     * In a text of 4n+2 or 4n+3 characters the low bits of the last one are unused, so several texts decode to the same
     * bytes.
     */
    @Test
    void unusedBitsMustBeZeroEvenWhereTheyAreSigned() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (String spaces : List.of("", " ", "  ")) {
            String claims = XmppServer.base64(CLAIMS + spaces);
            String start = XmppServer.base64(HEADER) + "." + claims.substring(0, claims.length() - 1);
            int last = alphabet.indexOf(claims.charAt(claims.length() - 1));
            assertThat(verify(XmppServer.signed(start + alphabet.charAt(last)))).isInstanceOf(Verdict.Granted.class);
            int unused = new int[] {1, 0, 16, 4}[claims.length() % 4];
            for (int bits = 1; bits < unused; bits++) {
                assertRefused(XmppServer.signed(start + alphabet.charAt(last + bits)));
            }
        }
    }

    @Test
    void claimsThatAreNotUtf8AreRefused() {
        byte[] latin1 = ("{\"filesize\":7," + REST + ",\"x\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = CLAIMS.getBytes(StandardCharsets.UTF_16BE);
        byte[] utf16LittleEndian = CLAIMS.getBytes(StandardCharsets.UTF_16LE);
        for (byte[] claims : List.of(latin1, utf16, utf16LittleEndian)) {
            assertRefused(XmppServer.signed(XmppServer.base64(HEADER) + "." + XmppServer.base64(claims)));
        }
    }

    private static void assertRefused(String token) {
        assertThat(verify(token)).isEqualTo(new Verdict.Denied(Contract.JWT, DenialReason.WRONG));
    }

    private static Verdict verify(String token) {
        UploadClaim claim = new UploadClaim(
                new FileKey("s/a"),
                new DeclaredLength.Exact(7),
                null,
                Query.of(null),
                Authorization.of(List.of("Bearer " + token)));
        return XmppServer.verify(claim, Contract.JWT);
    }
}

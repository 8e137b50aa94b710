package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths name a file, and how they are read from a request line. */
final class FileKeyTest {

    private static final int RANDOM_PATHS = 5_000;
    private static final List<String> ALPHABET = List.of(
            "a", "Z", "0", "/", ".", "%", "+", ";", " ", "~", "ü", "خ", "☃", "😀", "2F", "\u200f", "\u2028", "?");

    static List<String> illegalPaths() {
        return List.of(
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/.",
                "a/..",
                "./a",
                "../a",
                "a/../b",
                "a/./b",
                "a\0",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u007fb",
                "a\u0085b",
                "a\u009fb",
                "a\ud83d",
                "\ude00a",
                "\ude00\ud83d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "...",
                ".a",
                "a.",
                "..a/a..",
                " ",
                "foo/bar.jpg",
                "d37ca1d4-5a35-4d1b-9f5e-6f0a9bd5f1a1/très cool.jpg",
                "11111111-2222-4333-8444-555555555555/a+b;c=d&e%20%2F#?☃😀.txt",
                "a5018f8c277bc4e61647c7b631df1c57f1cd4628/kQ7bZxYw1mPtR5sVu8nLcE2hJ4gFdA9oIi6eXa3T/14-خید.xlsx",
                "a/b/c/d/e/f",
                "~",
                "a\\b",
                "..\\..\\a",
                "C:\\x",
                "\\",
                "\u00a0",
                "\u2028"
            })
    void legalPathIsKeptAsItIs(String path) {
        assertThat(new FileKey(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @MethodSource("illegalPaths")
    void keyOfAnIllegalPathCannotExist(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileKey(path))
                .withMessage("not a legal path of a file");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a+b, a+b",
                "a%2Bb, a+b",
                "a%2bb, a+b",
                "a%5Cb, a\\b",
                "a%5cb, a\\b",
                "a\\b, a\\b",
                "..%5c..%5Ca, ..\\..\\a",
                "a;x=1, a;x=1",
                "a%3bx%3D1, a;x=1",
                "a%20b, a b",
                "%2520, %20",
                "%252F, %2F",
                "tr%c3%a8s, très",
                "%F0%9F%98%80, 😀",
                "...%2e, ....",
                "a/b/c, a/b/c",
                "%41, A",
                "~!$&'()*:@, ~!$&'()*:@"
            })
    void rawPathIsDecodedOnce(String raw, String path) {
        assertThat(FileKey.parse(raw)).contains(new FileKey(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a//b",
                "a/",
                "..",
                "a/..",
                "%2e%2E",
                "a/%2e",
                "a%2Fb",
                "a%2fb",
                "%2f",
                "a%00",
                "a%0ab",
                "a%0d",
                "a%7f",
                "a%C2%85",
                "a b",
                "a\tb",
                "a\u007f",
                "\u2603",
                "a\ud83d\ude00"
            })
    void rawPathOfAnIllegalPathHasNoKey(String raw) {
        assertThat(FileKey.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%",
                "a%4",
                "%4",
                "%",
                "%%41",
                "%4g",
                "%g4",
                "%+4",
                "%-1",
                "% 4",
                "%4%31",
                "%\uff14\uff11", // full-width 41
                "%4\uff11",
                "%\u0664\u0661" // Arabic-Indic 41
            })
    void brokenEscapeHasNoKey(String raw) {
        assertThat(FileKey.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%ff",
                "a%80",
                "a%c3",
                "a%c3a",
                "a%e2%98",
                "%c0%ae%c0%ae", // overlong ..
                "a%c0%afb", // overlong /
                "a%e0%80%afb",
                "a%c0%80", // overlong NUL
                "a%ed%a0%80", // surrogate D800
                "a%ed%a0%bd%ed%b8%80", // CESU-8
                "a%f4%90%80%80", // beyond U+10FFFF
                "a%f8%88%80%80%80"
            })
    void invalidUtf8HasNoKey(String raw) {
        assertThat(FileKey.parse(raw)).isEmpty();
    }

    /** ejabberd from 25.10 on hands out URLs with raw UTF-8; a server gives each byte as a character. */
    @ParameterizedTest
    @ValueSource(strings = {"Küche.jpg", "14-خید.xlsx", "☃😀", "фото 1.png"})
    void rawUtf8IsReadAsItsEscapes(String name) {
        String bytes =
                new String(name.replace(" ", "%20").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(FileKey.parse("a/" + bytes)).contains(new FileKey("a/" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u00e9", // ISO 8859-1
                "a\u00c3", // half a character
                "a\u00c0\u00af", // overlong /
                "\u00c0\u00ae\u00c0\u00ae", // overlong ..
                "a\u00ed\u00a0\u0080", // surrogate D800
                "a\u00c2\u0085", // a control character
                "a\u00c3%2F",
                "a\u0444", // decoded by somebody else
                "a\u00c3\u00bc\u0444"
            })
    void rawBytesThatAreNoUtf8HaveNoKey(String raw) {
        assertThat(FileKey.parse(raw)).isEmpty();
    }

    /** A client may escape the half of a character. */
    @Test
    void rawBytesAndEscapesMayMix() {
        assertThat(FileKey.parse("a\u00c3%bc%C3\u00bc")).contains(new FileKey("aüü"));
    }

    /** First row: emitted by Prosody; the others: the same name as slixmpp and a browser would send it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2bb%3bc%3dd%26e%2520%23%3f%e2%98%83.txt",
                "a%2Bb;c=d&e%2520%23%3F%E2%98%83.txt",
                "a+b;c=d&e%2520%23%3F%E2%98%83.txt"
            })
    void everyEncodingOfANameGivesTheSameKey(String raw) {
        assertThat(FileKey.parse("0fbe4ffa-ce81-4233-a514-a1310d463b2b/" + raw))
                .contains(new FileKey("0fbe4ffa-ce81-4233-a514-a1310d463b2b/a+b;c=d&e%20#?☃.txt"));
    }

    @Test
    void pathOf2048BytesIsLegal() {
        assertThat(new FileKey("a".repeat(2048)).path()).hasSize(2048);
        assertThat(new FileKey("ü".repeat(1024)).path()).hasSize(1024);
        assertThat(FileKey.parse("%c3%bc".repeat(1024))).isPresent();
    }

    @Test
    void pathOf2049BytesIsNotLegal() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileKey("a".repeat(2049)));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileKey("ü".repeat(1024) + "a"));
        assertThat(FileKey.parse("a" + "%c3%bc".repeat(1024))).isEmpty();
    }

    @Test
    void fileNameIsTheLastSegment() {
        assertThat(new FileKey("a/b/c.d").fileName()).isEqualTo("c.d");
        assertThat(new FileKey("c.d").fileName()).isEqualTo("c.d");
    }

    @Test
    void printsInVisibleAsciiOnly() {
        assertThat(new FileKey("a/très cool\u2028%.jpg")).hasToString("a/tr%C3%A8s%20cool%E2%80%A8%25.jpg");
    }

    @Test
    void whatIsPrintedCanBeReadBack() {
        Random random = new Random(42);
        int legal = 0;
        for (int i = 0; i < RANDOM_PATHS; i++) {
            String path = randomPath(random);
            if (!path.startsWith("/") && !path.endsWith("/") && !path.contains("//")) {
                FileKey key = new FileKey(path.replace('.', '_'));
                assertThat(key.toString()).matches("[!-~]+");
                assertThat(FileKey.parse(key.toString())).contains(key);
                legal++;
            }
        }
        assertThat(legal).isGreaterThan(RANDOM_PATHS / 2);
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        for (int length = 1 + random.nextInt(20); length > 0; length--) {
            path.append(
                    random.nextInt(3) > 0
                            ? ALPHABET.get(random.nextInt(ALPHABET.size()))
                            : Character.toString(0xa0 + random.nextInt(0xd800 - 0xa0)));
        }
        return path.toString();
    }
}

package org.stowage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.storage.FileKey;

/** Which file an admin means. */
final class AddressesTest {

    private static final Addresses SHARED = new Addresses(
            new Tenants(List.of(
                    Sample.tenant(1),
                    Sample.tenant("montague", "", "chat/montague", 1),
                    Sample.tenant("capulet", "upload.capulet.example", "", 1))),
            List.of("/upload/", "/public/files/"));

    private static final Addresses AT_THE_ROOT =
            new Addresses(new Tenants(List.of(Sample.tenant(1))), List.of("/upload/", "/"));

    @ParameterizedTest
    @CsvSource({
        "a/b.jpg, '', a/b.jpg",
        "' a/b.jpg\t', '', a/b.jpg",
        "a/tr%C3%A8s%20cool.jpg, '', a/très cool.jpg",
        "/upload/a/b.jpg, '', a/b.jpg",
        "/upload/a/b.jpg?v=00, '', a/b.jpg",
        "/public/files/a/b.jpg, '', a/b.jpg",
        "https://h/upload/a/b.jpg, '', a/b.jpg",
        "HTTP://h:8080/upload/a/b.jpg?v2=00#x, '', a/b.jpg",
        "https://[::1]:8443/upload/a/b.jpg, '', a/b.jpg",
        "https://upload.capulet.example/upload/a/b.jpg, capulet, a/b.jpg",
        "https://Upload.Capulet.Example:443/public/files/a/b.jpg, capulet, a/b.jpg",
        "https://h/upload/chat/montague/a/b.jpg, montague, a/b.jpg",
        "chat/montague/a/b.jpg, montague, a/b.jpg",
        "montague a/b.jpg, montague, a/b.jpg",
        "capulet a/tr%C3%A8s, capulet, a/très"
    })
    void fileIsNamedByItsUrlOrAsInTheLog(String text, String tenant, String path) {
        assertThat(SHARED.keyOf(text)).isEqualTo(new FileKey(tenant, path));
    }

    @Test
    void longestBaseCounts() {
        assertThat(AT_THE_ROOT.keyOf("https://h/a/b.jpg")).isEqualTo(new FileKey("a/b.jpg"));
        assertThat(AT_THE_ROOT.keyOf("https://h/upload/a/b.jpg")).isEqualTo(new FileKey("a/b.jpg"));
        assertThat(AT_THE_ROOT.keyOf("/a/b.jpg")).isEqualTo(new FileKey("a/b.jpg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/upload/",
                "/other/a.jpg",
                "https://h",
                "https://h/",
                "https://h/upload/",
                "https://h/other/a.jpg",
                "https://h/upload/a/../b",
                "https://h/upload/%2e%2e",
                "ftp://h/upload/a",
                "a//b",
                "a%zz",
                "a\nb",
                "très",
                "nobody a/b.jpg",
                "montague a b",
                "montague /a"
            })
    void textThatIsNeitherUrlNorKeyIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SHARED.keyOf(text))
                .withMessage(
                        "Name a file by its URL, or by its key as in the log, with the tenant's name before it if it has one.");
    }
}

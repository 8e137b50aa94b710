package org.stowage.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLConnection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the table of file name extensions, each checked for what all must have. */
final class FileExtensionsTest {

    static List<List<String>> rows() {
        return FileExtensions.ROWS;
    }

    @Test
    void someHundredExtensionsAreKnownEachOnce() {
        List<String> extensions = rows().stream()
                .flatMap(row -> List.of(row.get(0).split(",", -1)).stream())
                .toList();
        assertThat(extensions)
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[0-9a-z]+"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void typesOfARowAreLegalFewAndDifferent(List<String> row) {
        assertThat(row).hasSizeBetween(2, 8).doesNotHaveDuplicates();
        assertThat(row.subList(1, row.size())).allMatch(MediaTypes::isLegal).doesNotContain(MediaTypes.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyTypeOfARowIsFoundByItsExtensionsAndByTheOthers(List<String> row) {
        List<String> types = row.subList(1, row.size());
        for (String extension : row.get(0).split(",", -1)) {
            assertThat(FileExtensions.typesOf("f." + extension)).isEqualTo(types);
        }
        for (String type : types) {
            assertThat(FileExtensions.sameAs(type)).contains(type);
        }
    }

    /** An independent source that is always there: the small table of Java. */
    @ParameterizedTest
    @MethodSource("rows")
    void typeThatJavaGivesTheNameIsAmongThem(List<String> row) {
        String name = "f." + row.get(0).split(",", -1)[0];
        String java = URLConnection.guessContentTypeFromName(name);
        assertThat(java == null
                        || java.equals(MediaTypes.UNKNOWN)
                        || FileExtensions.typesOf(name).contains(java))
                .as(name + " is " + java)
                .isTrue();
    }

    /** Many files are ZIP archives or plain texts inside; the rows name only types that are nothing else. */
    @ParameterizedTest
    @CsvSource({
        "application/zip, application/x-zip-compressed, application/java-archive",
        "text/plain, text/plain, text/x-python",
        "image/jpg, image/jpeg, image/heic"
    })
    void typeOfSeveralRowsIsThatOfWhichItIsTheUsual(String type, String same, String other) {
        assertThat(FileExtensions.sameAs(type)).contains(same).doesNotContain(other);
    }
}

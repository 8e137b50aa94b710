package org.stowage.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowage.catalog.CatalogUnavailableException;

/** Questions of admins about files and owners, and the answers. */
@Timeout(60)
final class FileQuestionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-       | -       | -                  | -      | e/brief.txt d/nobody.txt c/photo%201.jpg b/large.bin a/Brief.txt",
                "''      | ''      | ''                 | ''     | e/brief.txt d/nobody.txt c/photo%201.jpg b/large.bin a/Brief.txt",
                "newest  | -       | -                  | -      | e/brief.txt d/nobody.txt c/photo%201.jpg b/large.bin a/Brief.txt",
                "oldest  | -       | -                  | -      | a/Brief.txt b/large.bin c/photo%201.jpg d/nobody.txt e/brief.txt",
                "largest | -       | -                  | -      | b/large.bin e/brief.txt c/photo%201.jpg a/Brief.txt d/nobody.txt",
                "Largest | -       | -                  | -      | b/large.bin e/brief.txt c/photo%201.jpg a/Brief.txt d/nobody.txt",
                "due     | -       | -                  | -      | a/Brief.txt e/brief.txt",
                "-       | -       | romeo@example.org  | -      | e/brief.txt c/photo%201.jpg a/Brief.txt",
                "-       | capulet | -                  | -      | c/photo%201.jpg",
                "oldest  | capulet | juliet@example.org | -      | ''",
                "due     | -       | juliet@example.org | -      | ''",
                "-       | -       | -                  | BRIEF  | e/brief.txt a/Brief.txt",
                "-       | -       | -                  | o 1.J  | c/photo%201.jpg",
                "-       | -       | -                  | %      | ''",
                "-       | -       | ROMEO@example.org  | -      | ''"
            })
    void filesAreFoundInOrder(
            @Nullable String order,
            @Nullable String tenant,
            @Nullable String owner,
            @Nullable String path,
            String found)
            throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(paths(store, new FileConditions(order, tenant, owner, path, null)))
                    .isEqualTo(found);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, e/brief.txt", "2, e/brief.txt d/nobody.txt"})
    void limitIsKept(long limit, String found) throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(paths(store, new FileConditions(null, null, null, null, limit)))
                    .isEqualTo(found);
            assertThat(store.questions().owners(1L)).hasSize(1);
        }
    }

    @Test
    void limitIs50UnlessItIsSaid() {
        assertThat(new FileConditions(null, null, null, null, null).query().limit())
                .isEqualTo(50);
        assertThat(new FileConditions(null, null, null, null, 1000L).query().limit())
                .isEqualTo(1000);
    }

    @Test
    void lineHasTimeBytesOwnerEndAndPath() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            List<String> lines = store.questions().files(new FileConditions("oldest", null, null, null, null)).stream()
                    .map(FileQuestions::line)
                    .toList();
            assertThat(lines)
                    .containsExactly(
                            "2026-01-02T03:04:05Z           10 romeo@example.org 2026-01-09T03:04:05Z a/Brief.txt",
                            "2026-01-02T04:04:05Z          300 juliet@example.org - b/large.bin",
                            "2026-01-02T05:04:05Z           20 romeo@example.org - capulet c/photo%201.jpg",
                            "2026-01-02T06:04:05Z            5 - - d/nobody.txt",
                            "2026-01-02T07:04:05Z           30 romeo@example.org 2026-01-09T07:04:05Z e/brief.txt");
        }
    }

    @Test
    void ownersWithMostBytesComeFirst() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged()) {
            assertThat(store.questions().owners(null).stream().map(FileQuestions::line))
                    .containsExactly(
                            "            300         1 juliet@example.org",
                            "             40         2 romeo@example.org",
                            "             20         1 capulet romeo@example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest first", "new", "0", "newest;"})
    void orderIsOneOfFour(String order) {
        FileConditions wanted = new FileConditions(order, null, null, null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(wanted::query)
                .withMessage("The order is newest, oldest, largest or due.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, 1001, (1L << 32) + 50, Long.MAX_VALUE})
    void limitIsFrom1To1000(long limit) throws IOException {
        FileConditions wanted = new FileConditions(null, null, null, null, limit);
        String sentence = "The limit is a number from 1 to 1000.";
        assertThatIllegalArgumentException().isThrownBy(wanted::query).withMessage(sentence);
        try (QuestionedStore store = new QuestionedStore(folder)) {
            FileQuestions questions = store.questions();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> questions.owners(limit))
                    .withMessage(sentence);
        }
    }

    @Test
    void catalogThatIsNotOpenSaysSo() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder)) {
            FileQuestions questions = store.questions();
            String sentence = "The catalog cannot be asked now: it is being opened";
            assertThatExceptionOfType(CatalogUnavailableException.class)
                    .isThrownBy(() -> questions.files(new FileConditions(null, null, null, null, null)))
                    .withMessage(sentence);
            assertThatExceptionOfType(CatalogUnavailableException.class)
                    .isThrownBy(() -> questions.owners(null))
                    .withMessage(sentence);
        }
    }

    @Test
    void catalogThatCannotBeOpenedSaysWhy() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).failing(new IOException("No space left"))) {
            assertThatIOException().isThrownBy(store::cataloged);
            FileQuestions questions = store.questions();
            assertThatExceptionOfType(CatalogUnavailableException.class)
                    .isThrownBy(() -> questions.owners(null))
                    .withMessage("The catalog cannot be asked now: No space left");
        }
    }

    /** The sums stay right, because they are not read from the catalog. */
    @Test
    void ownersAreKnownWhileTheCatalogFails() throws IOException {
        try (QuestionedStore store = new QuestionedStore(folder).cataloged().failing(new IOException("gone"))) {
            FileQuestions questions = store.questions();
            assertThatIOException().isThrownBy(() -> questions.files(new FileConditions(null, null, null, null, null)));
            assertThat(questions.owners(null)).hasSize(3);
            store.store("", "f/late.txt", 400, QuestionedStore.ROMEO);
            assertThatIOException().isThrownBy(store::cataloged);
            assertThat(questions.owners(1L).get(0).bytes()).isEqualTo(440);
        }
    }

    private static String paths(QuestionedStore store, FileConditions wanted) throws IOException {
        return String.join(
                " ",
                store.questions().files(wanted).stream()
                        .map(entry -> entry.file().key().toString())
                        .toList());
    }
}

package org.stowage.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowage.catalog.MemoryEngine;
import org.stowage.management.api.QuestionedStore;
import org.stowage.retention.RetainedStore;
import org.stowage.retention.policy.Quotas;
import org.stowage.retention.policy.RetentionRules;
import org.stowage.retention.sweep.Sweeper;

/** Shows the catalog over JMX, as a console reads it. */
@Timeout(60)
final class CatalogControlTest {

    private static final String NAME = "org.stowage:type=Catalog,context=\"/questions/\"";

    @TempDir
    private Path folder;

    private QuestionedStore store;
    private Sweeper sweeper;
    private Registration registration;
    private CatalogMXBean bean;

    @BeforeEach
    void begin() throws Exception {
        store = new QuestionedStore(folder);
        sweeper = store.store().sweeper();
        CatalogControl control =
                new CatalogControl(store.questions(), store.store().repository().catalog(), sweeper);
        registration = Registration.of(control, "Catalog", "/questions", "host").orElseThrow();
        bean = JMX.newMXBeanProxy(
                ManagementFactory.getPlatformMBeanServer(), new ObjectName(NAME), CatalogMXBean.class);
    }

    @AfterEach
    void end() {
        registration.close();
        sweeper.close();
        store.close();
    }

    @Test
    void questionsAreAnsweredInLines() throws IOException {
        store.cataloged();
        assertThat(bean.newest("", 2)).isEqualTo("""
                2026-01-02T07:04:05Z           30 romeo@example.org 2026-01-09T07:04:05Z e/brief.txt
                2026-01-02T06:04:05Z            5 - - d/nobody.txt""");
        assertThat(bean.newest(QuestionedStore.JULIET, 2))
                .endsWith("b/large.bin")
                .doesNotContain("\n");
        assertThat(bean.largest("", 1)).endsWith("b/large.bin");
        assertThat(bean.largest(QuestionedStore.ROMEO, 1)).endsWith("e/brief.txt");
        assertThat(bean.due(1000).lines()).hasSize(2).first().asString().endsWith("a/Brief.txt");
        assertThat(bean.search("PHOTO", 10)).endsWith("capulet c/photo%201.jpg");
        assertThat(bean.search("no such", 10)).isEmpty();
        store.store("", "f/1,2.txt", 1, "a,b@example.org");
        store.cataloged();
        assertThat(bean.search("1%2c2", 10)).isEqualTo(bean.newest("a%2Cb@example.org", 10));
        assertThat(bean.search("1,2", 10))
                .isEqualTo(bean.largest("a,b@example.org", 10))
                .isNotEmpty();
        assertThat(bean.ownersByUse(1)).isEqualTo("            300         1 juliet@example.org");
    }

    @Test
    void whatIsNoQuestionIsSaidInASentence() throws IOException {
        store.cataloged();
        String sentence = "The limit is a number from 1 to 1000.";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bean.newest("", 0))
                .withMessage(sentence);
        assertThatIllegalArgumentException().isThrownBy(() -> bean.due(1001)).withMessage(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bean.ownersByUse(-1))
                .withMessage(sentence);
    }

    @Test
    void attributesTellHowTheCatalogIs() throws Exception {
        assertThat(bean.isOpen()).isFalse();
        assertThat(bean.isWriter()).isFalse();
        assertThat(bean.isComplete()).isFalse();
        assertThat(bean.getLastScrub()).isEmpty();
        assertThat(bean.getLastScrubFinished()).isEmpty();
        assertThatIOException()
                .isThrownBy(() -> bean.ownersByUse(1))
                .withMessage("The catalog cannot be asked now: it is being opened");

        leaveAsAfterACrash();
        sweeper.start();
        while (bean.getLastScrub().isEmpty()) {
            Thread.sleep(10);
        }

        assertThat(bean.isOpen()).isTrue();
        assertThat(bean.isWriter()).isTrue();
        assertThat(bean.isComplete()).isTrue();
        assertThat(bean.getTrouble()).isEmpty();
        assertThat(bean.getLastScrub()).startsWith("5 files; unreadable: 0; ");
        assertThat(bean.getLastScrubFinished()).startsWith("2026-01-02T08:04:05");
    }

    /** Scrubs at the start, because the last process was killed. */
    private void leaveAsAfterACrash() throws IOException {
        try (RetainedStore killed = new RetainedStore(folder, new RetentionRules(List.of()), Quotas.NONE)) {
            killed.repository().catalog().flush();
            MemoryEngine.at(folder).kill();
        }
    }

    @Test
    void troubleIsTold() throws Exception {
        assertThat(bean.getTrouble()).isEmpty();
        store.failing(new IOException("No space left"));
        assertThatIOException().isThrownBy(store::cataloged);
        assertThat(bean.getTrouble()).isEqualTo("No space left");
        assertThat(bean.isOpen()).isFalse();
        assertThatIOException()
                .isThrownBy(() -> bean.due(1))
                .withMessage("The catalog cannot be asked now: No space left");
    }

    /** A file is due by the rules that were in force when its entry was written. */
    @Test
    void dueFilesAreThoseThatAreNotDeletedYet() throws IOException {
        store.cataloged();
        store.store().pass(Duration.ofDays(30));
        assertThat(bean.due(10).lines()).hasSize(2);
        sweeper.sweepNow();
        store.cataloged();
        assertThat(bean.due(10)).isEmpty();
        assertThat(bean.newest("", 10).lines()).hasSize(3);
    }
}

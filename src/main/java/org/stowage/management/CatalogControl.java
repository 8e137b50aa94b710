package org.stowage.management;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.stowage.catalog.StoreCatalog;
import org.stowage.management.api.FileConditions;
import org.stowage.management.api.FileQuestions;
import org.stowage.retention.sweep.ScrubReport;
import org.stowage.retention.sweep.Sweeper;

/** Shows the catalog to consoles. */
public final class CatalogControl implements CatalogMXBean {

    private final FileQuestions questions;
    private final StoreCatalog catalog;
    private final Sweeper sweeper;

    /** Reads from these. */
    public CatalogControl(FileQuestions questions, StoreCatalog catalog, Sweeper sweeper) {
        this.questions = questions;
        this.catalog = catalog;
        this.sweeper = sweeper;
    }

    @Override
    public boolean isOpen() {
        return catalog.isOpen();
    }

    @Override
    public boolean isWriter() {
        return catalog.isWriter();
    }

    @Override
    public boolean isComplete() {
        return catalog.isComplete();
    }

    @Override
    public String getTrouble() {
        return catalog.trouble().orElse("");
    }

    @Override
    public String getLastScrubFinished() {
        return sweeper.lastScrub()
                .map(ScrubReport::finished)
                .map(Instant::toString)
                .orElse("");
    }

    @Override
    public String getLastScrub() {
        return sweeper.lastScrub().map(ScrubReport::toString).orElse("");
    }

    @Override
    public String ownersByUse(int limit) throws IOException {
        return questions.owners((long) limit).stream().map(FileQuestions::line).collect(Collectors.joining("\n"));
    }

    @Override
    public String newest(String owner, int limit) throws IOException {
        return files(new FileConditions("newest", null, EscapedCommas.decode(owner), null, (long) limit));
    }

    @Override
    public String largest(String owner, int limit) throws IOException {
        return files(new FileConditions("largest", null, EscapedCommas.decode(owner), null, (long) limit));
    }

    @Override
    public String due(int limit) throws IOException {
        return files(new FileConditions("due", null, null, null, (long) limit));
    }

    @Override
    public String search(String partOfPath, int limit) throws IOException {
        return files(new FileConditions("newest", null, null, EscapedCommas.decode(partOfPath), (long) limit));
    }

    private String files(FileConditions wanted) throws IOException {
        return questions.files(wanted).stream().map(FileQuestions::line).collect(Collectors.joining("\n"));
    }
}

package org.stowage.management;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives an admin's console what it can show of a {@link Diagnosis}: text. */
public final class DiagnosisControl implements DiagnosisMXBean {

    private final Diagnosis diagnosis;

    /** Asks this one. */
    public DiagnosisControl(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public String explain(String url, long length) throws IOException {
        return words(new Question(url, length, null, null));
    }

    @Override
    public String explain(String url, long length, String type, String authorization) throws IOException {
        return words(new Question(url, length, orNothing(type), orNothing(authorization)));
    }

    private String words(Question question) throws IOException {
        return String.join("\n", diagnosis.explain(question).sentences());
    }

    private static @Nullable String orNothing(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

package org.stowage.management.check;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stowage.management.admin.JmxUser;

/** Shows a {@link Diagnosis}, the self-check and the test upload as text in an admin's console. */
public final class DiagnosisControl implements DiagnosisMXBean {

    private final Diagnosis diagnosis;
    private final SelfCheck check;
    private final TestUpload testUpload;

    /** Asks these. */
    public DiagnosisControl(Diagnosis diagnosis, SelfCheck check, TestUpload testUpload) {
        this.diagnosis = diagnosis;
        this.check = check;
        this.testUpload = testUpload;
    }

    @Override
    public String explain(String url, long length) throws IOException {
        return words(new UploadQuestion(url, length, null, null));
    }

    @Override
    public String explain(String url, long length, String type, String authorization) throws IOException {
        return words(new UploadQuestion(url, length, orNothing(type), orNothing(authorization)));
    }

    @Override
    public String selfCheck() {
        List<Finding> findings = check.findings();
        return findings.isEmpty()
                ? "Nothing to complain about."
                : findings.stream().map(Finding::line).collect(Collectors.joining("\n"));
    }

    @Override
    public String testUpload() {
        return testUpload("", TestUpload.LARGE);
    }

    @Override
    public String testUpload(String base, long size) {
        return String.join("\n", testUpload.run(base, size, JmxUser.name()).sentences());
    }

    private String words(UploadQuestion question) throws IOException {
        return String.join("\n", diagnosis.explain(question).sentences());
    }

    private static @Nullable String orNothing(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

package org.stowage.management.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.JsonMembers;

/**
 * The calls below {@code /-/} for diagnosis. They read their JSON strictly, and answer JSON, or lines of text if the
 * request accepts {@code text/plain}. The last line is {@code passed} or {@code failed}; for the self-check it is
 * {@code passed} or {@code warnings}.
 */
public final class DiagnosisCalls {

    private final Diagnosis diagnosis;
    private final SelfCheck check;
    private final TestUpload testUpload;

    /** Asks these. */
    public DiagnosisCalls(Diagnosis diagnosis, SelfCheck check, TestUpload testUpload) {
        this.diagnosis = diagnosis;
        this.check = check;
        this.testUpload = testUpload;
    }

    /** Runs the self-check, and answers {@code {"findings":[{"severity":…,"code":…,"sentence":…,"fix":…}]}} or text. */
    public AdminAnswer check(AdminRequest request) {
        return told(check.findings(), request);
    }

    static AdminAnswer told(List<Finding> all, AdminRequest request) {
        if (request.wantsText()) {
            return text(
                    SelfCheck.hasWarning(all) ? "warnings" : "passed",
                    all.stream().map(Finding::line).toList());
        }
        List<Map<String, Object>> findings =
                all.stream().map(DiagnosisCalls::members).toList();
        return AdminAnswer.json(Map.of("findings", findings));
    }

    /**
     * Takes {@code {"url":…,"length":…}} with the optional members {@code type} and {@code authorization}, and answers
     * {@code {"passed":…,"sentences":[…]}} or text.
     *
     * @throws IOException if the store cannot be read
     */
    public AdminAnswer explain(AdminRequest request) throws IOException {
        JsonMembers body = JsonMembers.of(request, "url", "length", "type", "authorization");
        UploadQuestion question = new UploadQuestion(
                body.text("url").orElseThrow(() -> JsonMembers.wrong("url", "is needed")),
                body.number("length").orElseThrow(() -> JsonMembers.wrong("length", "is needed")),
                body.text("type").orElse(null),
                body.text("authorization").orElse(null));
        Diagnosis.Answer answer = diagnosis.explain(question);
        return outcome(request, answer.allowed(), answer.sentences());
    }

    /**
     * Runs a test upload. Takes an object with the optional members {@code url} and {@code size}, and answers like
     * {@link #explain}.
     */
    public AdminAnswer testUpload(AdminRequest request) {
        JsonMembers body = JsonMembers.of(request, "url", "size");
        TestUpload.Report report = testUpload.run(
                body.text("url").orElse(""), body.number("size").orElse(TestUpload.LARGE), Optional.of(request.user()));
        return outcome(request, report.passed(), report.sentences());
    }

    /** Answers that an order was carried out, in the form of {@link #explain}. */
    public static AdminAnswer done(AdminRequest request, String sentence) {
        return outcome(request, true, List.of(sentence));
    }

    private static AdminAnswer outcome(AdminRequest request, boolean passed, List<String> sentences) {
        if (request.wantsText()) {
            return text(passed ? "passed" : "failed", sentences);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("passed", passed);
        members.put("sentences", sentences);
        return AdminAnswer.json(members);
    }

    /** Returns one line for each sentence, and the outcome as the last line. */
    private static AdminAnswer text(String outcome, List<String> sentences) {
        StringBuilder text = new StringBuilder();
        sentences.forEach(sentence -> text.append(sentence).append('\n'));
        return AdminAnswer.text("text/plain; charset=utf-8", text + outcome + "\n");
    }

    private static Map<String, Object> members(Finding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("severity", finding.severity().name());
        members.put("code", finding.code());
        members.put("sentence", finding.sentence());
        members.put("fix", finding.fix());
        return members;
    }
}

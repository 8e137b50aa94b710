package org.stowage.management.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.stowage.contract.Authorization;
import org.stowage.contract.Query;
import org.stowage.storage.Ban;
import org.stowage.storage.FileKey;
import org.stowage.token.DeclaredLength;
import org.stowage.token.UploadClaim;
import org.stowage.token.diagnosis.Explainer;
import org.stowage.token.diagnosis.Explanation;
import org.stowage.token.diagnosis.SentUpload;

/**
 * Explains why an upload is refused: asks the preview how the upload would be answered, and the explainer about the
 * token.
 */
public final class Diagnosis {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final int MAX_TEXT = 16 * 1024;

    private final Explainer explainer;
    private final UploadPreview preview;

    /** Asks these. */
    public Diagnosis(Explainer explainer, UploadPreview preview) {
        this.explainer = explainer;
        this.preview = preview;
    }

    /**
     * The answer.
     *
     * @param allowed whether the upload would begin now
     * @param sentences for the admin, the most likely cause first; without secret, token or MAC
     */
    public record Answer(boolean allowed, List<String> sentences) {

        /** Copies the list. */
        public Answer {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Explains why an upload is refused, and what to change. The question is logged without the query.
     *
     * @throws IllegalArgumentException if the question is malformed; the message is a sentence
     * @throws IOException if the store cannot be read
     */
    public Answer explain(UploadQuestion question) throws IOException {
        check(question);
        String url = question.url().strip().replaceFirst("#.*", "");
        int queryAt = url.indexOf('?');
        Query query = Query.of(queryAt < 0 ? null : url.substring(queryAt + 1));
        String address = queryAt < 0 ? url : url.substring(0, queryAt);
        Optional<FileKey> key = key(address);
        LOG.info(() -> "Explained an upload to " + key.map(Ban::valueOf).orElse("a URL that names no file here"));
        Authorization authorization = authorization(question.authorization());
        SentUpload upload = new SentUpload(
                pathOf(address), key.orElse(null), query, question.length(), question.type(), authorization);
        return key.isPresent() ? aboutFile(upload, key.get()) : aboutNoFile(upload);
    }

    private Answer aboutFile(SentUpload upload, FileKey key) throws IOException {
        UploadClaim claim = new UploadClaim(
                key, new DeclaredLength.Exact(upload.length()), upload.type(), upload.query(), upload.authorization());
        Explanation token = explainer.explain(upload);
        Optional<UploadPreview.ExpectedRefusal> refused = preview.refusalOf(claim);
        List<String> sentences = new ArrayList<>();
        if (refused.isEmpty()) {
            sentences.addAll(token.sentences());
            sentences.add(
                    "Nothing else refuses the upload now. If it failed nevertheless, the request did not arrive, or had"
                            + " another path, length or type when it arrived: see the log.");
            return new Answer(true, sentences);
        }
        UploadPreview.ExpectedRefusal why = refused.get();
        if (why.byToken()) {
            sentences.addAll(token.sentences());
            sentences.add("The upload is refused with " + why.status() + " " + why.code() + ".");
        } else {
            sentences.add("The upload is refused with " + why.status() + " " + why.code() + ": " + why.sentence());
            hint(why.code()).ifPresent(sentences::add);
            sentences.addAll(token.sentences());
        }
        return new Answer(false, sentences);
    }

    private Answer aboutNoFile(SentUpload upload) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The URL names no file here: its path must begin with the base path of this deployment (and of a tenant,"
                        + " if there is none without a name) and continue with a legal file name. Compare the base URL in the XMPP server"
                        + " with stowage.public-url and the name of the WAR.");
        sentences.addAll(explainer.explain(upload).sentences());
        return new Answer(false, sentences);
    }

    private static Optional<String> hint(String code) {
        return switch (code) {
            case "exists" ->
                Optional.of("The client may have uploaded it already without receiving the answer: a URL is good"
                        + " for one upload, and a retry needs a new slot.");
            case "used" ->
                Optional.of("The file was deleted or has expired; its URL stays closed for"
                        + " stowage.tombstones. The client needs a new slot.");
            case "too-large" ->
                Optional.of("The limit is stowage.max-size (or that of the tenant); the XMPP server"
                        + " should announce the same one to its clients.");
            case "banned" ->
                Optional.of("Its path or its owner is banned: listBans of the MXBean Store shows the ban.");
            case "free-space", "out-of-space", "total-quota", "tenant-quota", "owner-quota", "daily-quota" ->
                Optional.of("Raise the stowage.quota setting of this code, or delete files.");
            default -> Optional.empty();
        };
    }

    private static void check(UploadQuestion question) {
        long text = question.url().length() + length(question.type()) + length(question.authorization());
        if (question.url().isBlank() || text > MAX_TEXT) {
            throw new IllegalArgumentException("The URL of the PUT is needed, as the client used it, with its query.");
        }
        if (question.length() < 0) {
            throw new IllegalArgumentException("The length is a number of bytes, not negative.");
        }
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private Optional<FileKey> key(String address) {
        try {
            return address.indexOf(' ') >= 0 ? Optional.empty() : Optional.of(preview.keyOf(address));
        } catch (IllegalArgumentException noneOfOurs) {
            return Optional.empty();
        }
    }

    private static String pathOf(String address) {
        return address.replaceFirst("(?i)^https?://[^/]*", "");
    }

    private static Authorization authorization(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Authorization.of(List.of());
        }
        String field = text.strip().replaceFirst("(?i)^Authorization: *", "");
        return Authorization.of(List.of(field.indexOf(' ') < 0 ? "Bearer " + field : field));
    }
}

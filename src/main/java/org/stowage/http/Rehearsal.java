package org.stowage.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.stowage.contract.Contract;
import org.stowage.http.tomcat.TomcatSendfile;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRegion;
import org.stowage.storage.StoredFile;
import org.stowage.token.TokenVerifier;

/**
 * Requests of every kind, answered by the code that answers clients. Afterwards all that this code needs of Stowage and of
 * Java is loaded and linked; after many runs, the JVM has compiled it.
 *
 * <p>It stores files and leaves tombstones, so the repository must be one of its own.
 */
public final class Rehearsal {

    private static final String TYPE = "text/plain";
    private static final String SENDFILE = "org.apache.tomcat.sendfile.support";
    private static final int SMALL = 10 * 1024;

    /** Comes in two parts, and takes more than one buffer. */
    private static final int LARGE = 160 * 1024;

    private final RetainingRepository repository;
    private final Downloads downloads;
    private final boolean undertow;
    private final UploadServlet servlet;
    private final ServletContext context;

    /** Takes what a servlet needs; the context tells the server. */
    public Rehearsal(
            RetainingRepository repository,
            TokenVerifier verifier,
            Takedowns takedowns,
            Deployment deployment,
            ServletContext context) {
        this.repository = repository;
        this.downloads = new Downloads(
                repository,
                deployment.settings(),
                deployment.counters(),
                deployment.traffic().transfers());
        this.servlet = new UploadServlet(repository, verifier, takedowns, deployment, TomcatSendfile.knows(context));
        this.undertow = context.getAttribute(Downloads.WAY) != null;
        this.context = context;
    }

    /**
     * A file that may be uploaded.
     *
     * @param key of the file
     * @param query of its URL, without the question mark; empty if the contract uses none
     * @param authorization the value of the Authorization field, if the contract uses one
     */
    public record SignedSlot(FileKey key, String query, Optional<String> authorization) {}

    /** An XMPP server that gives out slots. */
    public interface XmppServer {

        /** Returns a new slot. */
        SignedSlot sign(Contract contract, int size, String type);

        /** Returns the query that lets a file be deleted, without the question mark. */
        String signDeletion(FileKey key);
    }

    /** A request, and the status that it must be answered with. */
    private record ExpectedAnswer(RehearsedRequest request, int status) {}

    /**
     * Answers a request of each kind once.
     *
     * @param goesOn is asked before each request
     * @throws IOException if a request was not answered as it should be
     */
    public void run(XmppServer xmpp, BooleanSupplier goesOn) throws ServletException, IOException {
        Queue<ExpectedAnswer> expected = new ArrayDeque<>();
        for (Contract contract : Contract.values()) {
            SignedSlot large = xmpp.sign(contract, LARGE, TYPE);
            SignedSlot small = xmpp.sign(contract, SMALL, TYPE);
            expected.addAll(uploads(large, small, xmpp.sign(contract, SMALL + 1, TYPE), contract));
            expected.addAll(contract == Contract.V1 ? downloads(large, small) : List.of());
            expected.addAll(deletions(xmpp, large, small));
        }
        expected.addAll(others());
        while (!expected.isEmpty() && goesOn.getAsBoolean()) {
            ExpectedAnswer next = expected.remove();
            if (undertow) {
                lookUp(next.request());
            }
            int status = next.request().run(servlet);
            if (status != next.status()) {
                throw new IOException(next.request() + " was answered with " + status + " instead of " + next.status());
            }
        }
    }

    /** Does what Undertow's handler does before the servlet. The rest of it needs a connection. */
    private void lookUp(RehearsedRequest request) throws IOException {
        Downloads ofRequest = downloads.ofOneRequest();
        Optional<FileKey> key = ofRequest.key("localhost", request.path());
        if (key.flatMap(repository::kept).isPresent()) {
            return;
        }
        Optional<Entry> entry = key.flatMap(repository::known);
        if (entry.isPresent()
                && entry.get() instanceof StoredFile file
                && repository.contentOf(file) instanceof FileRegion content) {
            DownloadPlan plan = DownloadPlan.forGet(file, request.headers());
            ofRequest.headers(request.headers(), plan);
            content.openChannel().close();
        }
    }

    private List<ExpectedAnswer> uploads(
            SignedSlot large, SignedSlot small, SignedSlot ofOtherSize, Contract contract) {
        int wrong = contract == Contract.JWT ? Refusal.WRONG_LENGTH.status() : Refusal.BAD_TOKEN.status();
        return List.of(
                new ExpectedAnswer(put(large, LARGE, LARGE / 2), 201),
                new ExpectedAnswer(put(small, SMALL, SMALL), 201),
                new ExpectedAnswer(put(ofOtherSize, SMALL, SMALL / 2), wrong),
                new ExpectedAnswer(put(small, SMALL, SMALL), Refusal.EXISTS.status()));
    }

    private List<ExpectedAnswer> downloads(SignedSlot large, SignedSlot small) {
        return List.of(
                new ExpectedAnswer(get(large), 200),
                new ExpectedAnswer(get(large).withAttribute(SENDFILE, true), 200),
                // From the disk, into memory, and from memory.
                new ExpectedAnswer(get(small), 200),
                new ExpectedAnswer(get(small), 200),
                new ExpectedAnswer(get(small), 200),
                new ExpectedAnswer(get(small).with("Sec-Fetch-Mode", "navigate"), 200),
                new ExpectedAnswer(get(small).with("Range", "bytes=1-100"), 206),
                new ExpectedAnswer(get(small).with("Range", "bytes=0-9,20-").with("If-Range", "\"other\""), 200),
                new ExpectedAnswer(get(small).with("Range", "bytes=0-9,-10"), 206),
                new ExpectedAnswer(get(small).with("Range", "bytes=" + SMALL + "-"), 416),
                new ExpectedAnswer(get(small).with("If-None-Match", "*"), 304),
                new ExpectedAnswer(get(small).with("If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT"), 304),
                new ExpectedAnswer(request("HEAD", small.key(), ""), 200));
    }

    private List<ExpectedAnswer> deletions(XmppServer xmpp, SignedSlot large, SignedSlot small) {
        return List.of(
                new ExpectedAnswer(request("DELETE", small.key(), small.query()), Refusal.BAD_DELETION.status()),
                new ExpectedAnswer(request("DELETE", small.key(), xmpp.signDeletion(small.key())), 204),
                new ExpectedAnswer(request("DELETE", large.key(), xmpp.signDeletion(large.key())), 204),
                new ExpectedAnswer(get(small), Refusal.GONE.status()),
                new ExpectedAnswer(put(small, SMALL, SMALL), Refusal.USED.status()));
    }

    private List<ExpectedAnswer> others() {
        return List.of(
                new ExpectedAnswer(request("GET", ""), 200),
                new ExpectedAnswer(request("GET", "none"), Refusal.NOT_FOUND.status()),
                new ExpectedAnswer(request("PUT", "none").withBody(SMALL, SMALL), Refusal.NO_TOKEN.status()),
                new ExpectedAnswer(request("PUT", "a//b").withBody(SMALL, SMALL), Refusal.BAD_PATH.status()),
                new ExpectedAnswer(request("POST", "none").withBody(SMALL, SMALL), Refusal.METHOD_NOT_ALLOWED.status()),
                new ExpectedAnswer(request("OPTIONS", "none").with("Origin", "https://example.org"), 204));
    }

    private RehearsedRequest put(SignedSlot slot, int length, int atOnce) {
        RehearsedRequest put = request("PUT", slot.key(), slot.query())
                .with("Content-Type", TYPE)
                .withBody(length, atOnce);
        slot.authorization().ifPresent(value -> put.with("Authorization", value));
        return put;
    }

    private RehearsedRequest get(SignedSlot slot) {
        return request("GET", slot.key(), "");
    }

    private RehearsedRequest request(String method, String path) {
        return new RehearsedRequest(method, path, "", context);
    }

    private RehearsedRequest request(String method, FileKey key, String query) {
        return new RehearsedRequest(method, key.path(), query, context);
    }
}

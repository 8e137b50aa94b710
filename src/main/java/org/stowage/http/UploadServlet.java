package org.stowage.http;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.stowage.http.tomcat.TomcatSendfile;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.usage.Admission;
import org.stowage.retention.usage.Admission.Admitted;
import org.stowage.retention.usage.Admission.QuotaExceeded;
import org.stowage.retention.usage.Admission.TooManyUploads;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.KeptFile;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.token.TokenVerifier;
import org.stowage.token.UploadClaim;
import org.stowage.token.Verdict;

/**
 * The upload service: PUT, GET, HEAD, OPTIONS and, if enabled, DELETE on every URL below the context path (XEP-0363;
 * {@code mod_http_upload_external} of Prosody and Metronome, {@code mod_http_file_share}).
 */
@WebServlet(name = "Stowage", urlPatterns = "/*", loadOnStartup = 1, asyncSupported = true)
public final class UploadServlet extends HttpServlet {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    /**
     * The servers' own ways read the store on threads that serve many connections each, so they are not used for such
     * stores.
     */
    private static final String COPIED =
            "copied while the store is missing, or on a network or FUSE file system; else they are ";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TokenVerifier verifier;

    @Inject
    private transient FileRepository repository;

    /** The same repository, by the type that admits uploads by quotas and free space. */
    @Inject
    private transient RetainingRepository admissions;

    @Inject
    private transient Takedowns takedowns;

    @Inject
    private transient Deployment deployment;

    private final transient Buffers buffers = new Buffers();

    private transient StoreTurns turns = StoreTurns.unlimited();

    private transient UploadWatch watch = new UploadWatch(turns);

    /** In the order of preference; the last one always works. */
    private transient List<BodyWay> ways = List.of();

    /** The server injects the rest. */
    public UploadServlet() {}

    /**
     * A servlet that no server knows, for a rehearsal.
     *
     * @param tomcat whether it sends files by Tomcat's sendfile where a request offers it
     */
    @SuppressWarnings("UnnecessaryAssignment") // Here nobody injects.
    UploadServlet(
            RetainingRepository repository,
            TokenVerifier verifier,
            Takedowns takedowns,
            Deployment deployment,
            boolean tomcat) {
        this.verifier = verifier;
        this.repository = repository;
        this.admissions = repository;
        this.takedowns = takedowns;
        this.deployment = deployment;
        this.ways = ways(tomcat);
    }

    @Override
    public void init() {
        turns = repository.mayStall() ? StoreTurns.limited() : StoreTurns.unlimited();
        watch = new UploadWatch(turns);
        ServletContext context = getServletContext();
        ways = ways(TomcatSendfile.knows(context));
        context.setAttribute(
                Downloads.ATTRIBUTE,
                new Downloads(
                        repository,
                        deployment.settings(),
                        deployment.counters(),
                        deployment.traffic().transfers()));
        Object best = Optional.ofNullable(context.getAttribute(Downloads.WAY)).orElse(ways.get(1));
        LOG.info(() -> "Downloads are " + (repository.mayStall() ? COPIED + best : best));
        watch.start();
        deployment.log().start();
    }

    private List<BodyWay> ways(boolean tomcat) {
        BodyWay copying = new Copying(repository, buffers, turns);
        BodyWay usual = tomcat ? new TomcatSendfile(repository) : copying;
        return List.of(new FromMemory(), usual, copying);
    }

    @Override
    public void destroy() {
        watch.close();
        deployment.log().close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Optional<WaitingRequest> waited = WaitingRequest.of(request);
        if (waited.isEmpty()) {
            serve(new Exchange(request, response, deployment));
        } else if (waited.get().isGivenUp()) {
            waited.get().exchange().refuse(Refusal.STORE_STALLS, "");
        } else {
            serve(waited.get().exchange(), turns::enterCalled);
        }
    }

    private void serve(Exchange exchange) {
        try {
            if (answersFromMemory(exchange)) {
                return;
            }
        } catch (Throwable e) {
            exchange.refuse(e);
            return;
        }
        serve(exchange, turns::enter);
    }

    private void serve(Exchange exchange, BooleanSupplier enter) {
        try {
            switch (exchange.request().getMethod()) {
                case "GET", "HEAD" -> inTurn(enter, exchange, this::download);
                case "PUT" -> inTurn(enter, exchange, this::upload);
                case "DELETE" -> inTurn(enter, exchange, this::delete);
                case "OPTIONS" -> preflight(exchange);
                default -> exchange.refuse(Refusal.METHOD_NOT_ALLOWED, "");
            }
        } catch (Throwable e) {
            exchange.refuse(e);
        }
    }

    /** Answers a request that needs the store. */
    private interface StoreRequest {
        void give(Exchange exchange) throws IOException;
    }

    private void inTurn(BooleanSupplier enter, Exchange exchange, StoreRequest answer) throws IOException {
        if (!enter.getAsBoolean()) {
            turns.await(new WaitingRequest(exchange));
            return;
        }
        try {
            answer.give(exchange);
        } finally {
            turns.leave();
        }
    }

    private void upload(Exchange exchange) throws IOException {
        Optional<RequestTarget> target = exchange.parsed().target();
        if (target.isEmpty()) {
            exchange.refuseUrl();
        } else if (exchange.parsed().headers().get("Content-Range").isPresent()) {
            exchange.refuse(Refusal.PARTIAL_PUT, "");
        } else if (exchange.parsed().lines("Content-Type").stream().distinct().count() > 1) {
            exchange.refuse(Refusal.TWO_TYPES, "");
        } else {
            UploadGate gate = new UploadGate(repository, verifier, takedowns);
            exchange.noteProxy();
            UploadClaim claim = exchange.parsed().claim(target.get().key());
            receive(exchange, gate.decide(claim, target.get().tenant()));
        }
    }

    private void receive(Exchange exchange, UploadGate.Decision decision) throws IOException {
        if (decision instanceof UploadGate.Passed passed) {
            begin(exchange, passed.granted());
        } else if (decision instanceof UploadGate.Stopped stopped) {
            exchange.refuse(stopped.refusal(), stopped.detail());
        }
    }

    private void begin(Exchange exchange, Verdict.Granted granted) throws IOException {
        exchange.granted(granted);
        Admission admission = admissions.admit(granted.slot());
        if (admission instanceof Admitted admitted) {
            receive(exchange, granted, admitted.upload());
        } else if (admission instanceof TooManyUploads) {
            exchange.refuse(Refusal.BUSY, "contract=" + granted.contract());
        } else if (admission instanceof QuotaExceeded exceeded) {
            Shortage shortage = Shortage.of(exceeded);
            exchange.refuse(shortage, "contract=" + granted.contract());
        }
    }

    /** Closes the pending upload if anything throws, so that its reserved room is released. */
    private void receive(Exchange exchange, Verdict.Granted granted, PendingUpload pending) {
        try {
            RunningUpload upload = new RunningUpload(exchange, granted, pending, takedowns, turns);
            BodyReceiver.start(exchange, upload, buffers, watch);
        } catch (Throwable e) {
            pending.close();
            throw e;
        }
    }

    private void delete(Exchange exchange) throws IOException {
        Optional<RequestTarget> target = exchange.parsed().target();
        boolean allowed = target.map(named -> named.tenant().signer().mayDelete())
                .orElseGet(exchange.settings().methods()::deletion);
        if (!allowed) {
            exchange.refuse(Refusal.METHOD_NOT_ALLOWED, "");
        } else if (target.isEmpty()) {
            exchange.refuseUrl();
        } else {
            delete(exchange, target.get());
        }
    }

    private void delete(Exchange exchange, RequestTarget target) throws IOException {
        FileKey key = target.key();
        Optional<String> secretId = verifier.verifyDeletion(
                key, exchange.parsed().query(), target.tenant().signer());
        if (secretId.isEmpty()) {
            exchange.refuse(Refusal.BAD_DELETION, "");
        } else {
            exchange.deleted(repository.delete(key, Tombstone.Reason.DELETED), secretId.get());
        }
    }

    /**
     * Answers a download of what is known and in memory, without a turn: others may be waiting for a store that stalls.
     *
     * @return false, with nothing done, if the store is needed
     */
    private boolean answersFromMemory(Exchange exchange) throws IOException {
        String method = exchange.parsed().method();
        Optional<FileKey> key = method.equals("GET") || method.equals("HEAD")
                ? exchange.parsed().target().map(RequestTarget::key)
                : Optional.empty();
        if (key.isEmpty()) {
            return false;
        }
        Optional<KeptFile> kept = kept(exchange, key.get());
        Optional<Entry> known = method.equals("GET") ? kept.map(KeptFile::file) : repository.known(key.get());
        if (known.isEmpty()
                || !(known.get() instanceof StoredFile file)
                || TextCharset.isAsked(file, exchange.parsed().headers())) {
            return false;
        }
        give(exchange, file, kept);
        return true;
    }

    private Optional<KeptFile> kept(Exchange exchange, FileKey key) {
        return exchange.parsed().method().equals("GET") ? repository.kept(key) : Optional.empty();
    }

    private void download(Exchange exchange) throws IOException {
        if (exchange.parsed().isForTheBaseUrl()) {
            exchange.responder().welcome();
            return;
        }
        Optional<RequestTarget> target = exchange.parsed().target();
        if (target.isEmpty()) {
            exchange.refuse(Refusal.NOT_FOUND, "");
        } else {
            download(exchange, target.get().key());
        }
    }

    private void download(Exchange exchange, FileKey key) throws IOException {
        Optional<KeptFile> kept = kept(exchange, key);
        Optional<Entry> known = kept.isPresent() ? kept.map(KeptFile::file) : repository.known(key);
        Optional<Entry> entry = known.isPresent() ? known : repository.find(key);
        if (entry.isEmpty()) {
            exchange.refuse(Refusal.NOT_FOUND, "");
        } else if (entry.get() instanceof Tombstone tombstone) {
            exchange.refuse(Refusal.of(tombstone), "");
        } else if (entry.get() instanceof StoredFile file) {
            give(exchange, file, kept);
        }
    }

    private void give(Exchange exchange, StoredFile file, Optional<KeptFile> kept) throws IOException {
        try {
            StoredFile shown =
                    new TextCharset(repository).shown(file, exchange.parsed().headers());
            if (exchange.parsed().method().equals("HEAD")) {
                exchange.begin(DownloadPlan.forHead(shown, exchange.parsed().headers()));
                exchange.meter().headAnswered();
            } else {
                send(
                        exchange,
                        file,
                        kept,
                        DownloadPlan.forGet(shown, exchange.parsed().headers()));
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            exchange.refuse(Refusal.GONE, "");
        }
    }

    private void send(Exchange exchange, StoredFile file, Optional<KeptFile> kept, DownloadPlan plan)
            throws IOException {
        if (plan.body().isEmpty()) {
            exchange.begin(plan);
            if (plan.givesTheFile()) {
                Copying.sendAtOnce(exchange, new byte[0]);
            }
            return;
        }
        Optional<KeptFile> inMemory = kept.isPresent() ? kept : repository.keep(file);
        for (BodyWay way : ways) {
            if (way.send(exchange, plan, file, inMemory)) {
                return;
            }
        }
    }

    private void preflight(Exchange exchange) {
        exchange.responder().preflight();
    }
}

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
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.stowage.http.tomcat.TomcatSendfile;
import org.stowage.retention.Admission;
import org.stowage.retention.Begun;
import org.stowage.retention.Crowd;
import org.stowage.retention.Excess;
import org.stowage.retention.Keeper;
import org.stowage.retention.Warden;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.token.Deletions;

/**
 * The upload service: PUT, GET, HEAD, OPTIONS and, if enabled, DELETE on every URL below the context path (XEP-0363;
 * {@code mod_http_upload_external} of Prosody and Metronome, {@code mod_http_file_share}).
 */
@WebServlet(name = "Stowage", urlPatterns = "/*", loadOnStartup = 1, asyncSupported = true)
public final class UploadServlet extends HttpServlet {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Keeper keeper;

    @Inject
    private transient Warden warden;

    @Inject
    private transient Supplier<Site> sites;

    private final transient Buffers buffers = new Buffers();

    private transient StoreTurns turns = StoreTurns.unlimited();

    private transient UploadWatch watch = new UploadWatch(turns);

    /** In the order of preference; the last one always works. */
    private transient List<BodyWay> ways = List.of();

    @Override
    public void init() {
        turns = keeper.mayStall() ? StoreTurns.limited() : StoreTurns.unlimited();
        watch = new UploadWatch(turns);
        watch.start();
        BodyWay copying = new Copying(keeper, buffers, turns);
        ways = List.of(copying);
        if (keeper.mayStall()) {
            LOG.info(
                    "Downloads are copied: the store is on a network or FUSE file system, which may make threads wait");
        } else {
            useServersWay(copying);
        }
    }

    /** Its threads serve many connections each. */
    private void useServersWay(BodyWay copying) {
        ServletContext context = getServletContext();
        if (TomcatSendfile.knows(context)) {
            ways = List.of(new TomcatSendfile(keeper), copying);
        }
        context.setAttribute(
                Downloads.ATTRIBUTE,
                new Downloads(keeper, () -> sites.get().terms(), sites.get().counters()));
        Object best = Optional.ofNullable(context.getAttribute(Downloads.WAY)).orElse(ways.get(0));
        LOG.info(() -> "Downloads are " + best);
    }

    @Override
    public void destroy() {
        watch.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Optional<WaitingRequest> waited = WaitingRequest.of(request);
        if (waited.isEmpty()) {
            serve(new Exchange(request, response, sites.get()), turns::enter);
        } else if (waited.get().isGivenUp()) {
            waited.get().exchange().refuse(Refusal.STORE_STALLS, "");
        } else {
            serve(waited.get().exchange(), turns::enterCalled);
        }
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

    /** Answers a request for which the store must be asked. */
    private interface Answer {
        void give(Exchange exchange) throws IOException;
    }

    private void inTurn(BooleanSupplier enter, Exchange exchange, Answer answer) throws IOException {
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
        Optional<FileKey> key = exchange.key();
        if (key.isEmpty()) {
            exchange.refuseUrl();
        } else if (exchange.headers().get("Content-Range").isPresent()) {
            exchange.refuse(Refusal.PARTIAL_PUT, "");
        } else if (exchange.lines("Content-Type").stream().distinct().count() > 1) {
            exchange.refuse(Refusal.TWO_TYPES, "");
        } else {
            Terms terms = exchange.site().terms();
            UploadGate gate = new UploadGate(keeper, terms.verifier(), terms.tenants(), warden);
            receive(exchange, gate.admit(exchange.claim(key.get())));
        }
    }

    private void receive(Exchange exchange, UploadGate.Admission admission) throws IOException {
        if (admission instanceof UploadGate.Admitted admitted) {
            begin(exchange, admitted);
        } else if (admission instanceof UploadGate.Refused refused) {
            exchange.refuse(refused.refusal(), refused.contract().isEmpty() ? "" : "contract=" + refused.contract());
        } else if (admission instanceof UploadGate.Banned banned) {
            exchange.refuse(banned.kind(), "contract=" + banned.contract());
        }
    }

    private void begin(Exchange exchange, UploadGate.Admitted admitted) throws IOException {
        exchange.admitted(admitted);
        Admission admission = keeper.admit(admitted.slot());
        if (admission instanceof Begun begun) {
            RunningUpload upload = new RunningUpload(exchange, admitted, begun.upload(), warden, turns);
            BodyReceiver.start(exchange, upload, buffers, watch);
        } else if (admission instanceof Crowd) {
            exchange.refuse(Refusal.BUSY, "contract=" + admitted.contract());
        } else if (admission instanceof Excess excess) {
            Shortage shortage = Shortage.of(excess);
            exchange.refuse(shortage.refusal(), "contract=" + admitted.contract(), shortage.sentence());
        }
    }

    private void delete(Exchange exchange) throws IOException {
        Deletions deletions = exchange.site().terms().deletions();
        Optional<FileKey> key = exchange.key();
        if (!exchange.site().methods().deletion() || (key.isPresent() && !deletions.areAllowed(key.get()))) {
            exchange.refuse(Refusal.METHOD_NOT_ALLOWED, "");
            return;
        }
        if (key.isEmpty()) {
            exchange.refuseUrl();
            return;
        }
        Optional<String> signer = deletions.signerOf(key.get(), exchange.query());
        if (signer.isEmpty()) {
            exchange.refuse(Refusal.BAD_DELETION, "");
        } else {
            exchange.deleted(keeper.bury(key.get(), Tombstone.Reason.DELETED), signer.get());
        }
    }

    private void download(Exchange exchange) throws IOException {
        if (exchange.isForTheBaseUrl()) {
            exchange.explain();
            return;
        }
        Optional<FileKey> key = exchange.key();
        Optional<Entry> entry = key.isPresent() ? keeper.find(key.get()) : Optional.empty();
        if (entry.isEmpty()) {
            exchange.refuse(Refusal.NOT_FOUND, "");
        } else if (entry.get() instanceof Tombstone tombstone) {
            exchange.refuse(Refusal.of(tombstone), "");
        } else if (entry.get() instanceof StoredFile file) {
            give(exchange, file);
        }
    }

    private void give(Exchange exchange, StoredFile file) throws IOException {
        try {
            StoredFile shown = new TextCharset(keeper).shown(file, exchange.headers());
            if (exchange.request().getMethod().equals("HEAD")) {
                exchange.begin(DownloadPlan.forHead(shown, exchange.headers()));
                exchange.meter().headAnswered();
            } else {
                send(exchange, file, DownloadPlan.forGet(shown, exchange.headers()));
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            exchange.refuse(Refusal.GONE, "");
        }
    }

    private void send(Exchange exchange, StoredFile file, DownloadPlan plan) throws IOException {
        if (plan.body().isEmpty()) {
            exchange.begin(plan);
            if (plan.givesTheFile()) {
                Copying.sendAtOnce(exchange, new byte[0]);
            }
            return;
        }
        for (BodyWay way : ways) {
            if (way.send(exchange, plan, file)) {
                return;
            }
        }
    }

    private void preflight(Exchange exchange) {
        exchange.site().methods().preflight().forEach(exchange.response()::setHeader);
        exchange.answer(HttpServletResponse.SC_NO_CONTENT);
    }
}

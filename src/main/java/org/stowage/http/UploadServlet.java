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
import java.util.logging.Logger;
import org.stowage.http.tomcat.TomcatSendfile;
import org.stowage.storage.FileKey;
import org.stowage.storage.FileRepository;
import org.stowage.storage.PendingUpload;
import org.stowage.storage.StoredFile;
import org.stowage.token.Deletions;
import org.stowage.token.TokenVerifier;

/**
 * The upload service: PUT, GET, HEAD, OPTIONS and, if enabled, DELETE on every URL below the context path (XEP-0363;
 * {@code mod_http_upload_external} of Prosody and Metronome, {@code mod_http_file_share}).
 */
@WebServlet(name = "Stowage", urlPatterns = "/*", loadOnStartup = 1, asyncSupported = true)
public final class UploadServlet extends HttpServlet {

    private static final Logger LOG = Logger.getLogger("org.stowage.http");

    private static final long serialVersionUID = 1L;

    @Inject
    private transient FileRepository repository;

    @Inject
    private transient TokenVerifier verifier;

    @Inject
    private transient Site site;

    @Inject
    private transient Deletions deletions;

    private final transient Buffers buffers = new Buffers();

    /** In the order of preference; the last one always works. */
    private transient List<BodyWay> ways = List.of();

    @Override
    public void init() {
        ServletContext context = getServletContext();
        BodyWay copying = new Copying(repository, buffers);
        ways = TomcatSendfile.knows(context) ? List.of(new TomcatSendfile(repository), copying) : List.of(copying);
        context.setAttribute(Downloads.ATTRIBUTE, new Downloads(repository, site.tenants()));
        Object best = Optional.ofNullable(context.getAttribute(Downloads.WAY)).orElse(ways.get(0));
        LOG.info(() -> "Downloads are " + best);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Exchange exchange = new Exchange(request, response, site);
        try {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> download(exchange);
                case "PUT" -> upload(exchange);
                case "DELETE" -> delete(exchange);
                case "OPTIONS" -> preflight(exchange);
                default -> exchange.refuse(Refusal.METHOD_NOT_ALLOWED, "");
            }
        } catch (IOException | RuntimeException e) {
            exchange.refuse(e);
        }
    }

    private void upload(Exchange exchange) throws IOException {
        Optional<FileKey> key = exchange.key();
        if (key.isEmpty()) {
            exchange.refuseUrl();
        } else if (exchange.headers().get("Content-Range").isPresent()) {
            exchange.refuse(Refusal.PARTIAL_PUT, "");
        } else {
            UploadGate gate = new UploadGate(repository, verifier, site.tenants());
            receive(exchange, gate.admit(exchange.claim(key.get())));
        }
    }

    private void receive(Exchange exchange, UploadGate.Admission admission) throws IOException {
        if (admission instanceof UploadGate.Admitted admitted) {
            exchange.admitted(admitted);
            Optional<PendingUpload> upload = site.uploads().begin(repository, admitted.slot());
            if (upload.isPresent()) {
                new BodyReceiver(exchange, admitted, upload.get(), buffers).start();
            } else {
                exchange.refuse(Refusal.BUSY, "contract=" + admitted.contract());
            }
        } else if (admission instanceof UploadGate.Refused refused) {
            exchange.refuse(refused.refusal(), refused.contract().isEmpty() ? "" : "contract=" + refused.contract());
        }
    }

    private void delete(Exchange exchange) throws IOException {
        Optional<FileKey> key = exchange.key();
        if (!site.methods().deletion() || (key.isPresent() && !deletions.areAllowed(key.get()))) {
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
            exchange.deleted(key.get(), repository.delete(key.get()), signer.get());
        }
    }

    private void download(Exchange exchange) throws IOException {
        Optional<FileKey> key = exchange.key();
        Optional<StoredFile> file = key.isPresent() ? repository.find(key.get()) : Optional.empty();
        if (file.isEmpty()) {
            exchange.refuse(Refusal.NOT_FOUND, "");
        } else if (exchange.request().getMethod().equals("HEAD")) {
            exchange.begin(DownloadPlan.forHead(file.get(), exchange.headers()));
        } else {
            send(exchange, file.get());
        }
    }

    private void send(Exchange exchange, StoredFile file) throws IOException {
        DownloadPlan plan = DownloadPlan.forGet(file, exchange.headers());
        if (plan.body().isEmpty()) {
            exchange.begin(plan);
            return;
        }
        try {
            for (BodyWay way : ways) {
                if (way.send(exchange, plan, file)) {
                    return;
                }
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            exchange.refuse(Refusal.NOT_FOUND, "");
        }
    }

    private void preflight(Exchange exchange) {
        site.methods().preflight().forEach(exchange.response()::setHeader);
        exchange.answer(HttpServletResponse.SC_NO_CONTENT);
    }
}

package org.stowage.management.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.admin.JsonMembers;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.admin.QueryParameters;
import org.stowage.management.check.Diagnosis;
import org.stowage.management.check.DiagnosisCalls;
import org.stowage.management.check.UploadQuestion;
import org.stowage.management.traffic.RefusedRequest;
import org.stowage.management.traffic.RunningTransfer;
import org.stowage.management.traffic.RunningTransfers;
import org.stowage.management.traffic.Traffic;
import org.stowage.storage.Ban;

/** The calls about refusals and running transfers. */
public final class TrafficCalls {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final int NOT_FOUND = 404;

    private final Traffic traffic;
    private final Diagnosis diagnosis;

    /** Answers from these. */
    public TrafficCalls(Traffic traffic, Diagnosis diagnosis) {
        this.traffic = traffic;
        this.diagnosis = diagnosis;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("refusals", this::refusals),
                AdminRoute.get("refusal", this::refusal),
                AdminRoute.get("transfers", this::transfers),
                AdminRoute.post("transfers/end", this::end));
    }

    private AdminAnswer refusals(AdminRequest request) {
        QueryParameters query = request.parameters("code", "path", "limit");
        Optional<String> code = query.text("code");
        Optional<String> path = query.text("path");
        List<RefusalItem> items = traffic
                .refusals()
                .last(
                        FileConditions.limitOf(query.number("limit").orElse(null)),
                        refused -> code.map(refused.code()::equals).orElse(true)
                                && path.map(refused.claim().path()::contains).orElse(true))
                .stream()
                .map(TrafficCalls::item)
                .toList();
        return Answers.of(request, new RefusalPage(items), items.stream().map(TrafficCalls::line));
    }

    private AdminAnswer refusal(AdminRequest request) throws IOException {
        QueryParameters query = request.parameters("id");
        query.needed("id");
        RefusedRequest refused = query.number("id")
                .flatMap(traffic.refusals()::find)
                .orElseThrow(() -> new ProblemException(
                        NOT_FOUND, "no-refusal", "This refusal is not known any more: the last 500 are."));
        RefusalReport report = new RefusalReport(item(refused), sentences(refused));
        return Answers.of(
                request, report, Stream.concat(Stream.of(line(report.refusal())), report.sentences().stream()));
    }

    private List<String> sentences(RefusedRequest refused) throws IOException {
        RefusedRequest.RefusedClaim claim = refused.claim();
        Long length = claim.length();
        if (!claim.method().equals("PUT") || length == null) {
            return List.of(refused.sentence());
        }
        return diagnosis
                .explain(new UploadQuestion(claim.url(), length, claim.type(), claim.authorization()))
                .sentences();
    }

    private static RefusalItem item(RefusedRequest refused) {
        RefusedRequest.RefusedClaim claim = refused.claim();
        return new RefusalItem(
                refused.id(),
                refused.time(),
                claim.method(),
                refused.status(),
                refused.code(),
                refused.sentence(),
                claim.client(),
                claim.path(),
                claim.length(),
                claim.type(),
                refused.owner(),
                claim.request(),
                refused.detail());
    }

    private static String line(RefusalItem item) {
        return String.format(
                Locale.ROOT,
                "%d %s %s %d %s %s%s%s",
                item.id(),
                item.time(),
                item.method(),
                item.status(),
                item.code(),
                item.path(),
                item.client() == null ? "" : " client=" + item.client(),
                item.owner() == null ? "" : " owner=" + item.owner());
    }

    private AdminAnswer transfers(AdminRequest request) {
        request.parameters();
        List<TransferItem> items =
                traffic.transfers().all().stream().map(TrafficCalls::item).toList();
        return Answers.of(request, new TransferPage(items), items.stream().map(TrafficCalls::line));
    }

    private AdminAnswer end(AdminRequest request) {
        String id = JsonMembers.of(request, "id").text("id").orElseThrow(() -> JsonMembers.wrong("id", "is needed"));
        RunningTransfer ended = Optional.of(id)
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> traffic.transfers().end(Long.parseLong(text)))
                .orElseThrow(() -> new ProblemException(NOT_FOUND, "no-transfer", "This transfer is over."));
        LOG.info(() -> request.user() + " ended a transfer of " + Ban.valueOf(ended.key()));
        return DiagnosisCalls.done(request, "The transfer of " + Ban.valueOf(ended.key()) + " is ended.");
    }

    private static TransferItem item(RunningTransfers.ListedTransfer listed) {
        RunningTransfer transfer = listed.transfer();
        double seconds = listed.time().toMillis() / 1000.0;
        return new TransferItem(
                Long.toString(listed.id()),
                transfer.isUpload() ? "upload" : "download",
                Ban.valueOf(transfer.key()),
                transfer.owner(),
                transfer.client(),
                transfer.size(),
                transfer.done(),
                seconds,
                seconds == 0 ? 0 : Math.round(transfer.done() / seconds));
    }

    private static String line(TransferItem item) {
        return String.format(
                Locale.ROOT,
                "%s %s %d of %d bytes, %d bytes/s, %s%s",
                item.id(),
                item.direction(),
                item.done(),
                item.size(),
                item.bytesPerSecond(),
                item.key(),
                item.client() == null ? "" : " client=" + item.client());
    }
}

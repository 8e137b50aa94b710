package org.stowage.management.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.admin.JsonMembers;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.orders.ErasureRecords;
import org.stowage.management.orders.JobItem;
import org.stowage.management.orders.JobPage;
import org.stowage.management.orders.Jobs;
import org.stowage.management.orders.OrderPreview;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.retention.policy.Amount;

/** The calls that give orders, and show what becomes of them. */
public final class OrderCalls {

    private static final int ACCEPTED = 202;

    private final OrderReader reader;
    private final Orders orders;
    private final Jobs jobs;
    private final ErasureRecords records;

    /** Gives the orders to these. */
    public OrderCalls(OrderReader reader, Orders orders, Jobs jobs, ErasureRecords records) {
        this.reader = reader;
        this.orders = orders;
        this.jobs = jobs;
        this.records = records;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.ask("preview", Answers.ofCatalog(this::preview)),
                AdminRoute.get("jobs", this::jobs),
                AdminRoute.post("jobs", Answers.ofCatalog(this::give)),
                AdminRoute.get("job", this::job),
                AdminRoute.get("job/record", this::record),
                AdminRoute.get("job/key", this::key),
                AdminRoute.post("jobs/stop", this::stop));
    }

    private AdminAnswer preview(AdminRequest request) throws IOException {
        OrderPreview preview = orders.preview(
                reader.read(JsonMembers.of(request, "action", "url", "contentOf", "path", "owner", "sha256", "why")));
        return Answers.of(request, preview, Stream.of(preview.sentence()));
    }

    private AdminAnswer give(AdminRequest request) throws IOException {
        JsonMembers members =
                JsonMembers.of(request, "id", "action", "url", "contentOf", "path", "owner", "sha256", "why");
        String id = members.text("id").orElseThrow(() -> JsonMembers.wrong("id", "is needed"));
        JobItem job = jobs.give(id, reader.read(members), request.user());
        return request.wantsText() ? of(request, job) : AdminAnswer.json(ACCEPTED, job);
    }

    private AdminAnswer jobs(AdminRequest request) {
        request.parameters();
        JobPage page = new JobPage(jobs.all());
        return Answers.of(request, page, page.jobs().stream().map(OrderCalls::line));
    }

    private AdminAnswer job(AdminRequest request) {
        return of(request, found(jobs.find(request.parameters("id").needed("id"))));
    }

    private AdminAnswer stop(AdminRequest request) {
        String id = JsonMembers.of(request, "id").text("id").orElseThrow(() -> JsonMembers.wrong("id", "is needed"));
        return of(request, found(jobs.stop(id, request.user())));
    }

    private AdminAnswer record(AdminRequest request) throws IOException {
        Optional<Path> record = jobs.record(request.parameters("id").needed("id"));
        return AdminAnswer.file(
                "application/jsonl; charset=utf-8",
                record.orElseThrow(() -> new ProblemException(
                        404,
                        "no-record",
                        "There is no signed record of this job: an erasure has one when it is over.")));
    }

    private AdminAnswer key(AdminRequest request) throws IOException {
        request.parameters();
        String key = records.publicKey();
        return Answers.of(request, new RecordKey("Ed25519", key), Stream.of("Ed25519 " + key));
    }

    private static JobItem found(Optional<JobItem> job) {
        return job.orElseThrow(() ->
                new ProblemException(404, "no-job", "No job of this id was given since the start of the server."));
    }

    private static AdminAnswer of(AdminRequest request, JobItem job) {
        String last = switch (job.state()) {
            case "waiting", "running" -> "running";
            case "done" -> "passed";
            default -> "failed";
        };
        return Answers.of(request, job, Stream.of(line(job)), last);
    }

    private static String line(JobItem job) {
        return job.id() + " " + job.action() + " " + job.subject() + " by " + job.admin() + ": " + job.state() + ", "
                + job.percent() + " %, " + job.files() + " files, " + new Amount(job.bytes()) + ". " + job.sentence();
    }
}

package org.stowage.management.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditLine;
import org.stowage.catalog.FileBounds;
import org.stowage.catalog.FileTotal;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.AdminRoute;
import org.stowage.management.admin.ProblemException;
import org.stowage.management.admin.QueryParameters;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.Orders;
import org.stowage.management.orders.OwnerNames;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.policy.Expiry;
import org.stowage.retention.usage.UsageOfOwner;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Entry;
import org.stowage.storage.FileKey;
import org.stowage.storage.StoredFile;
import org.stowage.storage.Tombstone;
import org.stowage.storage.Words;

/** The calls that ask about files, their owners, and bans. */
public final class FileCalls {

    private static final String[] CONDITIONS = {
        "order", "tenant", "owner", "path", "type", "minSize", "maxSize", "storedFrom", "storedBefore", "sha256"
    };
    private static final int EVENTS = 50;

    private final FileQuestions questions;
    private final RetainingRepository repository;
    private final OrderReader reader;
    private final Orders orders;
    private final AuditCalls audit;

    /** Answers from these. */
    public FileCalls(
            FileQuestions questions,
            RetainingRepository repository,
            OrderReader reader,
            Orders orders,
            AuditCalls audit) {
        this.questions = questions;
        this.repository = repository;
        this.reader = reader;
        this.orders = orders;
        this.audit = audit;
    }

    /** Returns the calls. */
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("audit", audit::answer),
                AdminRoute.get("files", Answers.ofCatalog(this::files)),
                AdminRoute.get("files/total", Answers.ofCatalog(this::total)),
                AdminRoute.get("file", this::file),
                AdminRoute.get("owners", Answers.ofCatalog(this::owners)),
                AdminRoute.get("owner", Answers.ofCatalog(this::owner)),
                AdminRoute.get("bans", this::bans));
    }

    private AdminAnswer files(AdminRequest request) throws IOException {
        String[] known = Stream.concat(Stream.of(CONDITIONS), Stream.of("limit", "cursor"))
                .toArray(String[]::new);
        QueryParameters query = request.parameters(known);
        FileQuestions.EntryPage page = questions.page(conditions(query), query.text("cursor"));
        FilePage answer = new FilePage(
                page.entries().stream().map(Answers::item).toList(), page.next().orElse(null));
        return Answers.of(
                request,
                answer,
                Stream.concat(
                        page.entries().stream().map(FileQuestions::line),
                        page.next().stream().map(next -> "more: --cursor " + next)));
    }

    private AdminAnswer total(AdminRequest request) throws IOException {
        FileTotal total = questions.total(conditions(request.parameters(CONDITIONS)));
        return Answers.of(
                request,
                new FileAmount(total.files(), total.bytes()),
                Stream.of(total.files() + " files, " + total.bytes() + " bytes"));
    }

    private FileConditions conditions(QueryParameters query) throws IOException {
        FileBounds bounds = new FileBounds(
                query.text("type").map(type -> type.toLowerCase(Locale.ROOT)).orElse(null),
                query.number("minSize").orElse(null),
                query.number("maxSize").orElse(null),
                query.time("storedFrom").orElse(null),
                query.time("storedBefore").orElse(null));
        Optional<String> sha256 =
                query.text("sha256").map(text -> OrderReader.content(text).sha256());
        Optional<String> owner = query.text("owner");
        return new FileConditions(
                query.text("order").orElse(null),
                query.text("tenant").orElse(null),
                owner.isPresent() ? knownOwner(owner.get()) : null,
                query.text("path").orElse(null),
                sha256.orElse(null),
                bounds,
                query.text("limit").isPresent() ? query.number("limit").orElse(null) : null);
    }

    /** Returns the name of an owner under which there are the most files. */
    private String knownOwner(String text) throws IOException {
        return questions.usageOf(OwnerNames.of(text)).stream()
                .max((one, other) -> Long.compare(one.files(), other.files()))
                .map(usage -> usage.owner().name())
                .orElseThrow(() -> new ProblemException(
                        404,
                        "unknown-owner",
                        "Nobody of this name has files here: an owner is named as the XMPP" + " server does."));
    }

    private AdminAnswer file(AdminRequest request) throws IOException {
        FileKey key = reader.file(request.parameters("url").needed("url")).key();
        FileReport report = report(key);
        return Answers.of(request, report, lines(report));
    }

    private FileReport report(FileKey key) throws IOException {
        Entry seen = repository.find(key).orElse(null);
        Entry there = repository.stored(key).orElse(null);
        @Nullable StoredFile file = there instanceof StoredFile stored ? stored : null;
        String state = seen instanceof Tombstone tombstone
                ? Words.of(tombstone.reason())
                : seen == null ? "unknown" : "stored";
        Optional<Expiry> expiry =
                Optional.ofNullable(file).flatMap(repository.policy().rules()::expiryOf);
        return new FileReport(
                Ban.valueOf(key),
                state,
                sentence(state, expiry),
                file == null ? null : Answers.item(repository.entryOf(file)),
                expiry.map(Expiry::rule).orElse(null),
                seen instanceof Tombstone tombstone
                        ? new TombstoneItem(state, tombstone.deleted(), tombstone.until())
                        : null,
                bansOn(key, file),
                events(key));
    }

    private static String sentence(String state, Optional<Expiry> expiry) {
        return switch (state) {
            case "stored" ->
                "The file is stored. "
                        + expiry.map(end -> "It is deleted at " + end.moment() + " by the rule " + end.rule() + ".")
                                .orElse("No rule deletes it.");
            case "deleted" -> "The file was deleted by an administrator or by its XMPP server; its URL answers 410.";
            case "expired" -> "The time of the file has come; its URL answers 410.";
            case "evicted" -> "The file was deleted to make room for newer ones; its URL answers 410.";
            case "taken-down" -> "An administrator has taken the file down; its URL answers 451.";
            default ->
                "No file is known at this URL: none was uploaded, or it is forgotten, because it was deleted long ago.";
        };
    }

    private List<BanItem> bansOn(FileKey key, @Nullable StoredFile file) throws IOException {
        List<Ban> bans = new ArrayList<>(orders.bansOn(Kind.PATH, List.of(Ban.valueOf(key))));
        if (file != null) {
            bans.addAll(orders.bansOn(Kind.OWNER, file.owner().stream().toList()));
            bans.addAll(orders.bansOn(Kind.CONTENT, List.of(file.sha256())));
        }
        return Answers.items(bans);
    }

    private List<AuditLine> events(FileKey key) throws IOException {
        return audit.log()
                .last(
                        line -> key.path().equals(line.key())
                                && key.tenant()
                                        .equals(Optional.ofNullable(line.tenant())
                                                .orElse("")),
                        EVENTS);
    }

    private static Stream<String> lines(FileReport report) {
        List<String> lines = new ArrayList<>(List.of(report.key(), report.state() + ": " + report.sentence()));
        FileItem file = report.file();
        if (file != null) {
            lines.add("stored " + file.stored() + ", " + file.size() + " bytes, " + file.type()
                    + (file.owner() == null ? "" : ", owner " + file.owner())
                    + (file.sha256() == null ? "" : ", sha256 " + file.sha256()));
        }
        report.bans().forEach(ban -> lines.add("banned " + Answers.line(ban)));
        report.events().forEach(line -> lines.add(AuditCalls.line(line)));
        return lines.stream();
    }

    private AdminAnswer owners(AdminRequest request) throws IOException {
        List<UsageOfOwner> owners =
                questions.owners(request.parameters("limit").number("limit").orElse(null));
        return Answers.of(
                request,
                new OwnerPage(owners.stream().map(Answers::item).toList()),
                owners.stream().map(FileQuestions::line));
    }

    private AdminAnswer owner(AdminRequest request) throws IOException {
        String asked = request.parameters("owner").needed("owner");
        List<String> names = OwnerNames.of(asked);
        List<UsageOfOwner> parts = questions.usageOf(names);
        List<Ban> bans = orders.bansOn(Kind.OWNER, names);
        if (parts.isEmpty() && bans.isEmpty()) {
            knownOwner(asked);
        }
        OwnerReport report = new OwnerReport(
                names,
                parts.stream().mapToLong(UsageOfOwner::files).sum(),
                parts.stream().mapToLong(UsageOfOwner::bytes).sum(),
                parts.stream().map(Answers::item).toList(),
                parts.isEmpty() ? null : first("newest", knownOwner(asked)),
                parts.isEmpty() ? null : first("largest", knownOwner(asked)),
                Answers.items(bans));
        return Answers.of(
                request,
                report,
                Stream.concat(
                        parts.stream().map(FileQuestions::line),
                        report.bans().stream().map(ban -> "banned " + Answers.line(ban))));
    }

    /** Null also while the catalog does not have the file yet. */
    private @Nullable FileItem first(String order, String owner) throws IOException {
        return questions.files(new FileConditions(order, null, owner, null, 1L)).stream()
                .findFirst()
                .map(Answers::item)
                .orElse(null);
    }

    private AdminAnswer bans(AdminRequest request) throws IOException {
        request.parameters();
        List<Ban> bans = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            bans.addAll(repository.bans().all(kind));
        }
        BanPage page = new BanPage(Answers.items(bans));
        return Answers.of(request, page, page.bans().stream().map(Answers::line));
    }
}

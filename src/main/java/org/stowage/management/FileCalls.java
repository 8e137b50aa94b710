package org.stowage.management;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.management.FileQuestions.Wanted;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.JsonMembers;
import org.stowage.retention.usage.UsageOfOwner;

/**
 * The calls below {@code /-/} that ask about files and owners. They answer JSON, or lines of text if the request
 * accepts {@code text/plain}.
 */
public final class FileCalls {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final int UNAVAILABLE = 503;

    private final FileQuestions questions;

    /** Answers from these. */
    public FileCalls(FileQuestions questions) {
        this.questions = questions;
    }

    /**
     * Takes an object with the optional members {@code order}, {@code tenant}, {@code owner}, {@code path} and {@code
     * limit}, and answers {@code {"files":[…]}}. Answers 503 and a sentence while the catalog cannot be asked.
     */
    public AdminAnswer files(AdminRequest request) {
        JsonMembers body = JsonMembers.of(request, "order", "tenant", "owner", "path", "limit");
        Wanted wanted = new Wanted(
                body.text("order").orElse(null),
                body.text("tenant").orElse(null),
                body.text("owner").orElse(null),
                body.text("path").orElse(null),
                body.number("limit").orElse(null));
        try {
            List<CatalogEntry> files = questions.files(wanted);
            return request.wantsText()
                    ? lines(files.stream().map(FileQuestions::line))
                    : AdminAnswer.json(Map.of(
                            "files", files.stream().map(FileCalls::members).toList()));
        } catch (IOException e) {
            return unavailable(e);
        }
    }

    /**
     * Takes an object with the optional member {@code limit}, and answers {@code {"owners":[…]}}, the owners with the
     * most bytes first. Answers 503 and a sentence until all files have been counted once.
     */
    public AdminAnswer owners(AdminRequest request) {
        JsonMembers body = JsonMembers.of(request, "limit");
        try {
            List<UsageOfOwner> owners = questions.owners(body.number("limit").orElse(null));
            return request.wantsText()
                    ? lines(owners.stream().map(FileQuestions::line))
                    : AdminAnswer.json(Map.of(
                            "owners", owners.stream().map(FileCalls::members).toList()));
        } catch (IOException e) {
            return unavailable(e);
        }
    }

    private static AdminAnswer unavailable(IOException cause) {
        if (cause instanceof CatalogUnavailableException) {
            return AdminAnswer.sentence(UNAVAILABLE, cause.getMessage() + ".");
        }
        LOG.warning(() -> "A question to the catalog failed: " + cause);
        return AdminAnswer.sentence(UNAVAILABLE, "The catalog cannot be read; the log says why.");
    }

    private static AdminAnswer lines(Stream<String> lines) {
        String text = lines.map(line -> line + "\n").collect(Collectors.joining());
        return AdminAnswer.text("text/plain; charset=utf-8", text + "passed\n");
    }

    private static Map<String, Object> members(CatalogEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "tenant", entry.file().key().tenant());
        put(members, "path", entry.file().key().path());
        put(members, "size", entry.file().size());
        put(members, "type", entry.file().type());
        put(members, "owner", entry.file().slot().owner());
        put(members, "stored", entry.file().stored().toString());
        put(members, "due", entry.due() == null ? null : entry.due().toString());
        put(
                members,
                "sha256",
                entry.file().sha256().isEmpty() ? null : entry.file().sha256());
        return members;
    }

    private static Map<String, Object> members(UsageOfOwner usage) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "tenant", usage.owner().tenant());
        put(members, "owner", usage.owner().name());
        put(members, "files", usage.files());
        put(members, "bytes", usage.bytes());
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}

package org.stowage.management.api;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stowage.audit.AuditLine;
import org.stowage.audit.AuditLog;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.QueryParameters;

/**
 * The call that shows the last lines of the audit log.
 *
 * @param log the audit log
 */
public record AuditCalls(AuditLog log) {

    AdminAnswer answer(AdminRequest request) throws IOException {
        QueryParameters query = request.parameters("event", "owner", "admin", "path", "limit");
        int limit = FileConditions.limitOf(query.number("limit").orElse(null));
        Optional<String> path = query.text("path");
        Predicate<AuditLine> condition = is(query.text("event"), AuditLine::event)
                .and(is(query.text("owner"), AuditLine::owner))
                .and(is(query.text("admin"), AuditLine::admin))
                .and(line -> path.isEmpty() || String.valueOf(line.key()).contains(path.get()));
        AuditPage page = new AuditPage(log.isReadable(), log.last(condition, limit));
        return Answers.of(
                request,
                page,
                page.readable()
                        ? page.lines().stream().map(AuditCalls::line)
                        : Stream.of("There is no audit log in a file: see stowage.audit."));
    }

    private interface Member {
        @Nullable
        String of(AuditLine line);
    }

    private static Predicate<AuditLine> is(Optional<String> wanted, Member member) {
        return line -> wanted.isEmpty() || wanted.get().equals(member.of(line));
    }

    /** Returns one line: the time, what happened, to what, by whom, and why. */
    static String line(AuditLine line) {
        return Stream.of(
                        line.time().toString(),
                        line.event(),
                        line.tenant(),
                        line.key(),
                        named("owner", line.owner()),
                        named("sha256", line.key() == null ? line.sha256() : null),
                        named("by", line.admin() == null ? line.who() : line.admin()),
                        named("why", line.why()))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String named(String name, @Nullable String value) {
        return value == null ? null : name + "=" + value;
    }
}

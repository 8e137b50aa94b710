package org.stowage.management.api;

import java.io.IOException;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.stowage.catalog.CatalogEntry;
import org.stowage.catalog.CatalogTimeoutException;
import org.stowage.catalog.CatalogUnavailableException;
import org.stowage.management.admin.AdminAnswer;
import org.stowage.management.admin.AdminCall;
import org.stowage.management.admin.AdminRequest;
import org.stowage.management.admin.ProblemException;
import org.stowage.retention.usage.UsageOfOwner;
import org.stowage.storage.Ban;
import org.stowage.storage.Words;

/** Makes answers of the API, and the records in them. */
final class Answers {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");
    private static final int UNAVAILABLE = 503;

    private Answers() {}

    /** Answers with a record, or with lines and {@code passed} if the request accepts text. */
    static AdminAnswer of(AdminRequest request, Object value, Stream<String> lines) {
        return of(request, value, lines, "passed");
    }

    /** Answers with a record, or with lines and a last one if the request accepts text. */
    static AdminAnswer of(AdminRequest request, Object value, Stream<String> lines, String last) {
        if (!request.wantsText()) {
            return AdminAnswer.json(value);
        }
        StringBuilder text = new StringBuilder();
        Stream.concat(lines, Stream.of(last))
                .forEach(line -> text.append(visible(line)).append('\n'));
        return AdminAnswer.lines(text.toString());
    }

    /** A text that a client has chosen must not move the cursor of a terminal. */
    private static String visible(String line) {
        return line.codePoints().anyMatch(Answers::isHidden)
                ? line.codePoints()
                        .map(c -> isHidden(c) ? '?' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : line;
    }

    private static boolean isHidden(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** Returns a call that answers 503 and a sentence while the catalog cannot be asked. */
    static AdminCall ofCatalog(AdminCall call) {
        return request -> {
            try {
                return call.answer(request);
            } catch (CatalogTimeoutException e) {
                throw new ProblemException(UNAVAILABLE, "takes-too-long", e.getMessage() + ".");
            } catch (CatalogUnavailableException e) {
                throw new ProblemException(UNAVAILABLE, "catalog-unavailable", e.getMessage() + ".");
            } catch (IOException e) {
                LOG.warning(() -> "A question to the catalog failed: " + e);
                throw new ProblemException(
                        UNAVAILABLE, "catalog-unavailable", "The catalog cannot be read; the log says why.");
            }
        };
    }

    static FileItem item(CatalogEntry entry) {
        return new FileItem(
                Ban.valueOf(entry.file().key()),
                entry.file().key().tenant(),
                entry.file().key().path(),
                entry.file().size(),
                entry.file().type(),
                entry.file().slot().owner(),
                entry.file().stored(),
                entry.due(),
                entry.file().sha256().isEmpty() ? null : entry.file().sha256());
    }

    static OwnerItem item(UsageOfOwner usage) {
        return new OwnerItem(usage.owner().tenant(), usage.owner().name(), usage.files(), usage.bytes());
    }

    static List<BanItem> items(List<Ban> bans) {
        return bans.stream()
                .map(ban -> new BanItem(Words.of(ban.kind()), ban.value(), ban.since(), ban.why()))
                .toList();
    }

    static String line(BanItem ban) {
        return ban.since() + " " + ban.kind() + " " + ban.value() + (ban.why().isEmpty() ? "" : ": " + ban.why());
    }
}

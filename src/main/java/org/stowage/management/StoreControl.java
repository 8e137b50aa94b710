package org.stowage.management;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.stowage.management.admin.JmxUser;
import org.stowage.management.orders.JobOrder;
import org.stowage.management.orders.OrderAction;
import org.stowage.management.orders.OrderReader;
import org.stowage.management.orders.OrderResult;
import org.stowage.management.orders.OrderSubject;
import org.stowage.management.orders.Orders;
import org.stowage.retention.DeletionResult;
import org.stowage.retention.DeletionWatch;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.Bans;

/** Parses the orders of consoles strictly, has them carried out at once, and logs them. */
public final class StoreControl implements StoreMXBean {

    private static final Logger LOG = Logger.getLogger("org.stowage.management");

    private final Orders orders;
    private final OrderReader reader;
    private final Bans bans;

    /** Passes the orders on. */
    public StoreControl(Orders orders, OrderReader reader, Bans bans) {
        this.orders = orders;
        this.reader = reader;
        this.bans = bans;
    }

    @Override
    public boolean deleteFile(String url) throws IOException {
        OrderSubject file = reader.file(url);
        boolean deleted = carryOut(OrderAction.DELETE, file, "").deletions().files() > 0;
        LOG.info(() -> (deleted ? "Deleted " : "Found nothing to delete at ") + file);
        return deleted;
    }

    @Override
    public long deleteFilesOf(String owner) throws IOException {
        OrderSubject whose = owner(owner);
        return logged("Deleted the files of " + whose, carryOut(OrderAction.DELETE, whose, ""));
    }

    @Override
    public long banPath(String url, String why) throws IOException {
        OrderSubject file = reader.file(url);
        return logged("Banned path " + file, carryOut(OrderAction.BAN, file, words(why)));
    }

    @Override
    public boolean unbanPath(String url) throws IOException {
        OrderSubject file = reader.file(url);
        return lifted("path " + file, carryOut(OrderAction.UNBAN, file, ""));
    }

    @Override
    public long banOwner(String owner, String why) throws IOException {
        OrderSubject whose = owner(owner);
        return logged("Banned " + whose, carryOut(OrderAction.BAN, whose, words(why)));
    }

    @Override
    public boolean unbanOwner(String owner) throws IOException {
        OrderSubject whose = owner(owner);
        return lifted(whose.toString(), carryOut(OrderAction.UNBAN, whose, ""));
    }

    @Override
    public long banContent(String sha256, String why) throws IOException {
        OrderSubject content = OrderReader.content(sha256);
        return logged("Banned " + content, carryOut(OrderAction.BAN, content, words(why)));
    }

    @Override
    public boolean unbanContent(String sha256) throws IOException {
        OrderSubject content = OrderReader.content(sha256);
        return lifted(content.toString(), carryOut(OrderAction.UNBAN, content, ""));
    }

    @Override
    public Map<String, String> listBans(String kind) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Ban ban : bans.all(kind(kind))) {
            all.put(ban.value(), ban.why().isEmpty() ? ban.since().toString() : ban.since() + " " + ban.why());
        }
        return all;
    }

    /** Names the admin in the audit log, if the name is known. */
    private OrderResult carryOut(OrderAction action, OrderSubject subject, String why) throws IOException {
        return orders.carryOut(new JobOrder(action, subject, why), JmxUser.name(), DeletionWatch.NONE);
    }

    /** Throws if the order is incomplete, because the number alone would look like success. */
    private static long logged(String what, OrderResult result) throws IOException {
        DeletionResult deletions = result.deletions();
        String words = what + ": " + deletions.files() + " files, " + deletions.bytes() + " bytes";
        if (!deletions.areComplete()) {
            String left = words + "; " + deletions.failed() + " could not be removed, and " + deletions.unreadable()
                    + " could not be read. The log names them; the same order, given again, tries again.";
            LOG.warning(left);
            throw new IOException(left);
        }
        LOG.info(words);
        return deletions.files();
    }

    private static boolean lifted(String what, OrderResult result) {
        if (result.lifted()) {
            LOG.info(() -> "Lifted the ban of " + what);
        }
        return result.lifted();
    }

    private static Kind kind(String text) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The kind of a ban is path, owner or content."));
    }

    private static OrderSubject owner(String text) {
        return OrderReader.owner(EscapedCommas.decode(text.strip()));
    }

    private static String words(String text) {
        return OrderReader.why(EscapedCommas.decode(text.strip()));
    }
}

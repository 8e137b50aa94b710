package org.stowage.management.orders;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.stowage.catalog.FileQuery;
import org.stowage.catalog.FileTotal;
import org.stowage.management.orders.OrderSubject.FilesOf;
import org.stowage.management.orders.OrderSubject.OneFile;
import org.stowage.management.orders.OrderSubject.PathsWith;
import org.stowage.management.orders.OrderSubject.WithContent;
import org.stowage.retention.DeletionResult;
import org.stowage.retention.DeletionWatch;
import org.stowage.retention.RetainingRepository;
import org.stowage.retention.Takedowns;
import org.stowage.retention.policy.Amount;
import org.stowage.retention.usage.UsageOfOwner;
import org.stowage.storage.Ban;
import org.stowage.storage.Ban.Kind;
import org.stowage.storage.StoredFile;

/** Says what orders do, and carries them out on the calling thread. Safe for any number of threads. */
public final class Orders {

    private final RetainingRepository repository;
    private final Takedowns takedowns;

    /** Gives the orders to these. */
    public Orders(RetainingRepository repository, Takedowns takedowns) {
        this.repository = repository;
        this.takedowns = takedowns;
    }

    /**
     * Says what an order would do now.
     *
     * @throws IOException if the store or the catalog cannot be asked
     */
    public OrderPreview preview(JobOrder order) throws IOException {
        boolean exact = isExact(order.subject());
        FileTotal total = order.action() == OrderAction.UNBAN ? new FileTotal(0, 0) : total(order.subject());
        String amount = (exact ? "" : "at least ")
                + total.files()
                + (total.files() == 1 ? " file, " : " files, ")
                + new Amount(total.bytes());
        return new OrderPreview(sentence(order, amount), total.files(), total.bytes(), exact);
    }

    /**
     * Carries out an order. It can be given again: then it does what is left.
     *
     * @param admin who gives it; empty if that is not known
     * @param watch sees each deletion, and may end the order
     * @throws IOException if the store cannot be read or written
     */
    public OrderResult carryOut(JobOrder order, Optional<String> admin, DeletionWatch watch) throws IOException {
        Takedowns ordered = admin.map(takedowns::orderedBy).orElse(takedowns).watchedBy(watch);
        return switch (order.action()) {
            case DELETE, ERASE -> OrderResult.of(delete(ordered, order.subject()));
            case BAN -> OrderResult.of(ban(ordered, order.subject(), order.why()));
            case UNBAN -> new OrderResult(new DeletionResult(0, 0, 0, 0), unban(ordered, order.subject()));
        };
    }

    private static DeletionResult delete(Takedowns takedowns, OrderSubject subject) throws IOException {
        if (subject instanceof OneFile one) {
            Optional<StoredFile> file = takedowns.deleteFile(one.key());
            return new DeletionResult(
                    file.isPresent() ? 1 : 0, file.map(StoredFile::size).orElse(0L), 0, 0);
        }
        if (subject instanceof PathsWith paths) {
            return takedowns.deletePaths(paths.part());
        }
        return subject instanceof FilesOf files
                ? takedowns.deleteOwner(files.names())
                : takedowns.deleteContent(((WithContent) subject).sha256());
    }

    private static DeletionResult ban(Takedowns takedowns, OrderSubject subject, String why) throws IOException {
        if (subject instanceof OneFile one) {
            return takedowns.banPath(one.key(), why);
        }
        return subject instanceof FilesOf files
                ? takedowns.banOwner(files.names(), why)
                : takedowns.banContent(((WithContent) subject).sha256(), why);
    }

    private static boolean unban(Takedowns takedowns, OrderSubject subject) throws IOException {
        if (subject instanceof OneFile one) {
            return takedowns.unbanPath(one.key());
        }
        if (subject instanceof WithContent content) {
            return takedowns.unbanContent(content.sha256());
        }
        boolean lifted = false;
        for (String name : ((FilesOf) subject).names()) {
            lifted |= takedowns.unbanOwner(name);
        }
        return lifted;
    }

    /** Returns the bans that match any of these names, the path or the content. */
    public List<Ban> bansOn(Kind kind, List<String> values) throws IOException {
        return takedowns.bans().all(kind).stream()
                .filter(ban -> values.contains(ban.value()))
                .toList();
    }

    private FileTotal total(OrderSubject subject) throws IOException {
        if (subject instanceof OneFile one) {
            return repository.stored(one.key()).orElse(null) instanceof StoredFile file
                    ? new FileTotal(1, file.size())
                    : new FileTotal(0, 0);
        }
        if (subject instanceof FilesOf owner) {
            List<UsageOfOwner> parts = usageOf(owner.names());
            return new FileTotal(
                    parts.stream().mapToLong(UsageOfOwner::files).sum(),
                    parts.stream().mapToLong(UsageOfOwner::bytes).sum());
        }
        return subject instanceof PathsWith paths
                ? count(new FileQuery(null, null, paths.part(), null, null, false, FileQuery.Order.ANY, 1))
                : count(ofContent(((WithContent) subject).sha256()));
    }

    /** Returns how much an owner has under each name, by tenant. */
    public List<UsageOfOwner> usageOf(List<String> names) {
        return repository
                .accounting()
                .byOwner()
                .filter(usage -> names.contains(usage.owner().name()))
                .toList();
    }

    private boolean isExact(OrderSubject subject) throws IOException {
        if (subject instanceof OneFile) {
            return true;
        }
        return repository.catalog().isComplete()
                && (!(subject instanceof WithContent) || count(ofContent("")).files() == 0);
    }

    private static FileQuery ofContent(String sha256) {
        return new FileQuery(null, null, null, sha256, null, false, FileQuery.Order.ANY, 1);
    }

    private FileTotal count(FileQuery query) throws IOException {
        return repository.catalog().ask(catalog -> catalog.total(query));
    }

    private static String sentence(JobOrder order, String amount) {
        return switch (order.action()) {
            case DELETE -> "Deletes " + order.subject() + ": " + amount + ". URLs answer 410. This cannot be undone.";
            case BAN ->
                "Bans " + order.subject() + ": uploads are refused until the ban is lifted, and " + amount
                        + " taken down. URLs answer 451. The deletion cannot be undone.";
            case UNBAN -> "Lifts the ban of " + order.subject() + ". Files that were taken down stay so.";
            case ERASE ->
                "Deletes all files of " + order.subject() + ": " + amount
                        + ", and keeps a signed record of them. This cannot be undone.";
        };
    }
}

package org.stowage.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.FileKey;

/**
 * Finds the file that an admin names, by a URL copied from a message or by a key copied from the log.
 *
 * @param tenants the owners of the files
 * @param bases paths that may precede the key in a URL: the path of this deployment and that of its public URL; each
 *     begins and ends with a slash
 */
public record Addresses(Tenants tenants, List<String> bases) {

    /** Sorts the bases, the longest first: the most specific base must match first. */
    public Addresses {
        bases = bases.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * Reads a URL with or without its query, the path of a URL, or a key as in the log: if it has a tenant, the
     * tenant's name and a space precede it.
     *
     * @throws IllegalArgumentException if the text is none of these; the message is a sentence for the admin
     */
    public FileKey keyOf(String text) {
        String address = text.strip();
        int space = address.indexOf(' ');
        Optional<FileKey> key = space < 0
                ? ofUrl(address.replaceFirst("[?#].*", ""))
                : ofTenant(address.substring(0, space), address.substring(space + 1));
        return key.orElseThrow(
                () -> new IllegalArgumentException(
                        "Name a file by its URL, or by its key as in the log, with the tenant's name before it if it has one."));
    }

    private Optional<FileKey> ofTenant(String tenant, String key) {
        return tenants.named(tenant).isPresent()
                ? FileKey.parse(key).map(path -> new FileKey(tenant, path.path()))
                : Optional.empty();
    }

    private Optional<FileKey> ofUrl(String url) {
        String rest = url.replaceFirst("(?i)^https?://", "");
        if (rest.length() == url.length()) {
            return keyOf("", url);
        }
        int slash = rest.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : keyOf(rest.substring(0, slash).replaceFirst(":\\d*$", ""), rest.substring(slash));
    }

    private Optional<FileKey> keyOf(String host, String path) {
        return tenants.find(host, belowBase(path)).map(RequestTarget::key);
    }

    private String belowBase(String path) {
        return bases.stream()
                .filter(path::startsWith)
                .findFirst()
                .map(base -> path.substring(base.length()))
                .orElse(path);
    }
}

package org.stowage.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stowage.storage.FileKey;

/**
 * Finds files by what admins copy: URLs out of messages, keys out of the log.
 *
 * @param tenants whose files they are
 * @param bases what the paths of URLs may have before the key: the path of this deployment, that of its public URL; each
 *     begins and ends with a slash
 */
public record Addresses(Tenants tenants, List<String> bases) {

    /** Sorts the bases: a long one says more. */
    public Addresses {
        bases = bases.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /**
     * Reads a URL, with or without its query; the path of one; or a key as it is in the log, after the name of its tenant and
     * a space if it has one.
     *
     * @throws IllegalArgumentException if it is none of these; the message is a sentence for the admin
     */
    public FileKey keyOf(String text) {
        String address = text.strip();
        int space = address.indexOf(' ');
        Optional<FileKey> key = space < 0
                ? ofUrl(address.replaceFirst("[?#].*", ""))
                : ofTenant(address.substring(0, space), address.substring(space + 1));
        return key.orElseThrow(() -> new IllegalArgumentException(
                "A file is named by its URL, or as in the log: by its key, after its tenant's name if it has one."));
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

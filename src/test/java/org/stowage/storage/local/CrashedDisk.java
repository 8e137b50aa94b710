package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The states that a disk may have after a power cut: of what was not synced, all names or none, and all bytes or none.
 * The bytes of a file are durable after a sync of the file, a name after a sync of its directory.
 */
final class CrashedDisk {

    private final Directory root = new Directory();
    private final Map<Integer, Bytes> files = new HashMap<>();
    private final Map<Integer, Runnable> syncs = new HashMap<>();

    private sealed interface Node {}

    private static final class Bytes implements Node {
        private byte[] written = {};
        private byte[] synced = {};
    }

    private static final class Directory implements Node {
        private final Map<String, Node> names = new TreeMap<>();
        private Map<String, Node> synced = new TreeMap<>();
        private int lastSync;
    }

    void create(Path path, int number) {
        Bytes file = new Bytes();
        files.put(number, file);
        put(path, file);
    }

    void write(int number, long position, byte[] bytes) {
        Bytes file = file(number);
        int end = (int) position + bytes.length;
        file.written = Arrays.copyOf(file.written, Math.max(end, file.written.length));
        System.arraycopy(bytes, 0, file.written, (int) position, bytes.length);
    }

    void truncate(int number, long size) {
        Bytes file = file(number);
        file.written = Arrays.copyOf(file.written, (int) Math.min(size, file.written.length));
    }

    /** Takes what the file holds now; it is durable when the sync ends. */
    void beginSync(int sync, int number) {
        Bytes file = file(number);
        byte[] taken = file.written.clone();
        syncs.put(sync, () -> file.synced = taken);
    }

    /** Takes the names that are there now; of two syncs that go on at once the later one knows better. */
    void beginSync(int sync, Path path) {
        Directory directory = (Directory) at(path);
        Map<String, Node> taken = new TreeMap<>(directory.names);
        syncs.put(sync, () -> {
            if (sync > directory.lastSync) {
                directory.lastSync = sync;
                directory.synced = taken;
            }
        });
    }

    void endSync(int sync) {
        Objects.requireNonNull(syncs.remove(sync)).run();
    }

    void makeDirectory(Path path) {
        put(path, new Directory());
    }

    void link(Path link, Path existing) {
        put(link, at(existing));
    }

    void move(Path source, Path target) {
        put(target, at(source));
        delete(source);
    }

    void delete(Path path) {
        parent(path).names.remove(name(path));
    }

    /** Returns a text that differs for each state. */
    String state(boolean names, boolean bytes) {
        StringBuilder text = new StringBuilder();
        describe(root, names, bytes, text);
        return text.toString();
    }

    /** Creates the files that are left. */
    void restore(Path folder, boolean names, boolean bytes) throws IOException {
        restore(root, folder, names, bytes);
    }

    private static void restore(Directory directory, Path folder, boolean names, boolean bytes) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Node> entry : (names ? directory.names : directory.synced).entrySet()) {
            Path path = folder.resolve(entry.getKey());
            if (entry.getValue() instanceof Directory inner) {
                restore(inner, path, names, bytes);
            } else if (entry.getValue() instanceof Bytes file) {
                Files.write(path, bytes ? file.written : file.synced);
            }
        }
    }

    private static void describe(Directory directory, boolean names, boolean bytes, StringBuilder text) {
        (names ? directory.names : directory.synced).forEach((name, node) -> {
            text.append('/').append(name);
            if (node instanceof Directory inner) {
                describe(inner, names, bytes, text.append('{'));
                text.append('}');
            } else if (node instanceof Bytes file) {
                text.append('=').append(Arrays.hashCode(bytes ? file.written : file.synced));
            }
        });
    }

    private void put(Path path, Node node) {
        parent(path).names.put(name(path), node);
    }

    private Bytes file(int number) {
        return Objects.requireNonNull(files.get(number));
    }

    private Directory parent(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? root : (Directory) at(parent);
    }

    private Node at(Path path) {
        Node node = root;
        for (Path name : path) {
            if (!name.toString().isEmpty()) {
                node = Objects.requireNonNull(((Directory) node).names.get(name.toString()), path.toString());
            }
        }
        return node;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}

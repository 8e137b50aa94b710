package org.stowage.storage.local;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** All changes below a folder, in order, and what was promised between them. */
final class DiskJournal {

    /** The number of every directory. */
    static final int DIRECTORY = 0;

    private final Path root;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Path, Integer> numbers = new HashMap<>();
    private int files;
    private int syncs;

    DiskJournal(Path root) {
        this.root = root;
    }

    /**
     * A change, or a promise between changes.
     *
     * @param what in words
     * @param change to the disk
     * @param promises what holds from now on: for each subject one of these states
     */
    record Step(String what, Consumer<CrashedDisk> change, Map<String, List<String>> promises) {}

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    synchronized void promise(String subject, String... states) {
        steps.add(new Step("promise " + subject, disk -> {}, Map.of(subject, List.of(states))));
    }

    synchronized void created(Path path) {
        int number = ++files;
        numbers.put(path, number);
        add("create", path, disk -> disk.create(below(path), number));
    }

    /** Returns the number of a file, which all its names share. */
    synchronized int numberOf(Path path) {
        return Files.isDirectory(path) ? DIRECTORY : numbers.getOrDefault(path, -1);
    }

    synchronized void wrote(int number, long position, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        add("write", Path.of(String.valueOf(number)), disk -> disk.write(number, position, copy));
    }

    synchronized void truncated(int number, long size) {
        add("truncate", Path.of(String.valueOf(number)), disk -> disk.truncate(number, size));
    }

    /** A sync of a file begins: what is written from now on is not for it. */
    synchronized int syncs(int number) {
        int sync = ++syncs;
        add("begin", Path.of(String.valueOf(number)), disk -> disk.beginSync(sync, number));
        return sync;
    }

    /** A sync of a directory begins. */
    synchronized int syncsDirectory(Path path) {
        int sync = ++syncs;
        add("begin", path, disk -> disk.beginSync(sync, below(path)));
        return sync;
    }

    synchronized void synced(int sync, int number) {
        add("sync", Path.of(String.valueOf(number)), disk -> disk.endSync(sync));
    }

    synchronized void syncedDirectory(int sync, Path path) {
        add("sync", path, disk -> disk.endSync(sync));
    }

    synchronized void madeDirectory(Path path) {
        add("mkdir", path, disk -> disk.makeDirectory(below(path)));
    }

    synchronized void linked(Path link, Path existing) {
        numbers.put(link, number(existing));
        add("link", link, disk -> disk.link(below(link), below(existing)));
    }

    synchronized void moved(Path source, Path target) {
        numbers.put(target, number(source));
        numbers.remove(source);
        add("move", target, disk -> disk.move(below(source), below(target)));
    }

    synchronized void deleted(Path path) {
        numbers.remove(path);
        add("delete", path, disk -> disk.delete(below(path)));
    }

    private void add(String what, Path path, Consumer<CrashedDisk> change) {
        steps.add(new Step(what + " " + path, change, Map.of()));
    }

    private int number(Path path) {
        return Objects.requireNonNull(numbers.get(path), path.toString());
    }

    private Path below(Path path) {
        return root.relativize(path);
    }
}

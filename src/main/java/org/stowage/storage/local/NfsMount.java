package org.stowage.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a folder is mounted from an NFS server, as nfs(5) calls it. The options tell what no trial on one machine can: what another machine that
 * serves the same store sees, and when.
 *
 * @param options of the mount
 */
record NfsMount(Set<String> options) {

    /** Of Linux, where the options say nothing. */
    private static final int USUAL_SECONDS = 60;

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** Returns the mount of a folder, given by its real path, if it is one of NFS and this is Linux. */
    static Optional<NfsMount> of(Path folder) {
        try {
            return among(Files.readAllLines(MOUNTS), folder);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Finds the mount in lines of proc_pid_mountinfo(5); of several at one place the last hides the others. */
    static Optional<NfsMount> among(List<String> lines, Path folder) {
        List<String> found = List.of();
        int depth = -1;
        for (String line : lines) {
            List<String> fields = List.of(line.split(" "));
            int dash = fields.indexOf("-");
            if (dash < 6 || fields.size() < dash + 4) {
                continue;
            }
            Path place = Path.of(unescaped(fields.get(4)));
            if (folder.startsWith(place) && place.getNameCount() >= depth) {
                depth = place.getNameCount();
                found = List.of(fields.get(dash + 1), fields.get(dash + 3));
            }
        }
        return found.isEmpty() || !found.get(0).matches("nfs4?")
                ? Optional.empty()
                : Optional.of(
                        new NfsMount(new HashSet<>(Arrays.asList(found.get(1).split(",")))));
    }

    /** Returns a sentence for each option that can do harm. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (hasAny("nolock", "local_lock=all", "local_lock=posix")) {
            warnings.add(
                    "Locks are not seen by other machines. If another one serves this store, its start removes uploads that are under"
                            + " way here, which then fail. What to do: mount without nolock and local_lock");
        }
        if (hasAny("soft", "softerr")) {
            warnings.add(
                    "The mount is soft. While the NFS server is away, uploads and downloads fail that would only have waited."
                            + " What to do: mount with hard");
        }
        return warnings;
    }

    /** Returns after how many seconds at most this machine sees what another one has stored, deleted or banned. */
    int staleSeconds() {
        if (hasAny("noac")) {
            return 0;
        }
        int ofFiles = seconds("acregmax");
        return hasAny("lookupcache=none") ? ofFiles : Math.max(ofFiles, seconds("acdirmax"));
    }

    private int seconds(String option) {
        return options.stream()
                .filter(each -> each.matches(option + "=\\d{1,9}"))
                .mapToInt(each -> Integer.parseInt(each.substring(option.length() + 1)))
                .findFirst()
                .orElse(USUAL_SECONDS);
    }

    private boolean hasAny(String... names) {
        return Arrays.stream(names).anyMatch(options::contains);
    }

    /** A space, a tab, a newline and a backslash are written as three octal digits. */
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}

package org.stowage.management.check;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.stowage.config.Settings;

/**
 * Checks that the clock is plausible, and that open files and heap suffice for the allowed number of uploads. The
 * locale matters only for secrets ({@link SecretCheck}), because the names of stored files are hex.
 *
 * @param heapForEach the bytes of heap that the server uses for a slow client, or 0 if they do not matter
 */
record MachineCheck(Supplier<Settings> settings, Clock clock, long heapForEach) implements Check {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    /** Each upload has a connection and a partial file. */
    private static final int FILES_FOR_EACH = 2;
    /** The files that the server and Java keep open. */
    private static final int FILES_OF_THE_SERVER = 1000;

    private static final int FEW_FILES = 4096;

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (clock.instant().isBefore(BUILT)) {
            findings.add(Finding.warning(
                    "clock",
                    "The clock of this machine says " + clock.instant()
                            + ", which is before this program was made: tokens" + " and files expire at wrong times.",
                    "timedatectl set-ntp true"));
        }
        findings.addAll(aboutFiles(mostFiles()));
        findings.addAll(aboutHeap(Runtime.getRuntime().maxMemory()));
        return findings;
    }

    /**
     * Reads the limit of open files by its JMX name, because the class that has it is not part of Java SE and WildFly
     * hides it. Returns -1 if it is not known.
     */
    private static long mostFiles() {
        try {
            ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object most = ManagementFactory.getPlatformMBeanServer().getAttribute(system, "MaxFileDescriptorCount");
            return Long.parseLong(String.valueOf(most));
        } catch (JMException | RuntimeException notUnix) {
            return -1;
        }
    }

    List<Finding> aboutFiles(long most) {
        long uploads = settings.get().maxConcurrentUploads();
        long needed = FILES_FOR_EACH * uploads + FILES_OF_THE_SERVER;
        if (most < 0 || most >= needed) {
            return List.of();
        }
        Finding.Severity severity = most < FEW_FILES ? Finding.Severity.WARNING : Finding.Severity.NOTE;
        return List.of(new Finding(
                severity,
                "few-open-files",
                "The server may open " + most + " files; " + uploads
                        + " uploads at once (stowage.max-concurrent-uploads) need " + needed + ".",
                "LimitNOFILE=65536 in the server's systemd unit (see server-config/linux/limits.conf), or a smaller"
                        + " stowage.max-concurrent-uploads"));
    }

    List<Finding> aboutHeap(long most) {
        long uploads = settings.get().maxConcurrentUploads();
        long needed = uploads * heapForEach;
        return needed <= most
                ? List.of()
                : List.of(Finding.note(
                        "small-heap",
                        "The heap has " + (most >> 20) + " MiB; " + uploads + " slow uploads at once"
                                + " (stowage.max-concurrent-uploads) need up to " + (needed >> 20)
                                + " MiB on this server.",
                        "-Xmx" + (needed >> 20) + "m in CATALINA_OPTS (server-config/tomcat/setenv.sh), or"
                                + " stowage.max-concurrent-uploads=" + most / heapForEach));
    }
}

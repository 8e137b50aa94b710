package org.stowage.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files a process may have open: ours, and with it that of each server we start. */
final class Limits {

    private static final int REST = 500;

    private Limits() {}

    /** What {@code ulimit -n} says. */
    static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    /** How many slow clients of each kind fit: in a server each has a connection and a file. */
    static int slowClients() {
        return (int) ((openFiles() - REST) / 4);
    }
}

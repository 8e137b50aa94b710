package org.stowage.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** What server, generator and machine had used when a measurement began. */
final class Stopwatch {

    private static final double GIB = 1 << 30;
    private static final double MIB = 1 << 20;

    private final Server server;
    private final double serverCpu;
    private final double ownCpu = ownCpu();
    private final double machineCpu = Machine.busySeconds();

    private Stopwatch(Server server) throws IOException {
        this.server = server;
        Usage.forgetPeak(server.handle());
        this.serverCpu = server.usage().cpuSeconds();
    }

    static Stopwatch start(Server server) throws IOException {
        return new Stopwatch(server);
    }

    /** Relates what was used since then to what was done. */
    Measurement stop(LoadStep step, int round, Outcome done) throws IOException {
        Usage usage = server.usage();
        double cpu = usage.cpuSeconds() - serverCpu;
        double foreign = Machine.busySeconds() - machineCpu - (ownCpu() - ownCpu) - cpu;
        double units = step.isLarge() ? done.bytes() / GIB : done.requests() / 1000.0;
        return new Measurement(
                step.name(),
                server.name(),
                round,
                step.isLarge(),
                (step.isLarge() ? done.bytes() / MIB : done.requests()) / done.seconds(),
                units == 0 ? 0 : cpu / units,
                done.latencies().millis(0.5),
                done.latencies().millis(0.99),
                usage.peakMiB(),
                Math.max(0, foreign / (done.seconds() * Machine.processors())),
                done.faults(),
                done.firstFault());
    }

    private static double ownCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}

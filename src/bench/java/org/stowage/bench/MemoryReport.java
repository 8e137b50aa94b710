package org.stowage.bench;

import java.util.List;

/** The memory of servers with a small heap as a table. */
record MemoryReport(List<MemoryResult> results) {

    @Override
    public String toString() {
        Table table = new Table(List.of(
                "server", "transfers", "largest heap", "heap idle / most", "process idle / most", "threads", "bad"));
        for (MemoryResult one : results) {
            table.row(
                    one.target(),
                    one.what(),
                    one.heap(),
                    one.heapIdle() + " / " + one.heapMost(),
                    one.residentIdle() + " / " + one.residentMost(),
                    Long.toString(one.threads()),
                    one.bad() + " " + one.fault());
        }
        return "## Memory under parallel transfers of 100 MiB, in MiB\n\n" + table;
    }
}

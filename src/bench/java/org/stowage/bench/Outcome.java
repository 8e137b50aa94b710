package org.stowage.bench;

import java.util.ArrayList;
import java.util.List;

/** What a load achieved: right answers only, and how many were not right. Used by one thread at a time. */
final class Outcome {

    private final Latencies latencies = new Latencies();
    private final List<Sample> stored = new ArrayList<>();
    private long requests;
    private long bytes;
    private long faults;
    private String firstFault = "";
    private long nanos;

    void done(Request request, long age) {
        requests++;
        bytes += request.length();
        latencies.record(age);
        if (request.method() == Request.Method.PUT) {
            stored.add(request.sample());
        }
    }

    void fault(String what) {
        faults++;
        firstFault = firstFault.isEmpty() ? what : firstFault;
    }

    void add(Outcome other) {
        requests += other.requests;
        bytes += other.bytes;
        faults += other.faults;
        firstFault = firstFault.isEmpty() ? other.firstFault : firstFault;
        latencies.add(other.latencies);
        stored.addAll(other.stored);
    }

    void took(long elapsed) {
        nanos = elapsed;
    }

    long requests() {
        return requests;
    }

    long bytes() {
        return bytes;
    }

    long faults() {
        return faults;
    }

    /** The first thing that went wrong; empty if nothing did. */
    String firstFault() {
        return firstFault;
    }

    double seconds() {
        return nanos / 1e9;
    }

    Latencies latencies() {
        return latencies;
    }

    /** The files that were acknowledged. */
    List<Sample> stored() {
        return stored;
    }
}

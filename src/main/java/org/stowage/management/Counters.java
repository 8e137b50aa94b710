package org.stowage.management;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens. Safe for any number of threads; the number of different words is small. */
public final class Counters implements UploadsMXBean {

    private final Map<String, LongAdder> contracts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> secrets = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    /** Counts a stored file; a tenant without a name is empty. */
    public void stored(String contract, String tenant, String secretId) {
        count(contracts, contract);
        count(secrets, tenant.isEmpty() ? secretId : tenant + "/" + secretId);
    }

    /** Counts a refused request. */
    public void refused(String code) {
        count(refusals, code);
    }

    @Override
    public Map<String, Long> getStoredByContract() {
        return sums(contracts);
    }

    @Override
    public Map<String, Long> getStoredBySecret() {
        return sums(secrets);
    }

    @Override
    public Map<String, Long> getRefusedByCode() {
        return sums(refusals);
    }

    private static void count(Map<String, LongAdder> counts, String word) {
        counts.computeIfAbsent(word, newWord -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((word, count) -> sums.put(word, count.sum()));
        return sums;
    }
}

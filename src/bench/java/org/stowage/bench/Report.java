package org.stowage.bench;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.util.ArrayList;
import java.util.List;

/** All that was found out, for people and for programs. */
public final class Report {

    private final String title;
    private final List<String> targets;
    private final List<Measurement> loads = new ArrayList<>();
    private final List<SlowResult> slow = new ArrayList<>();
    private final List<ScaleResult> scale = new ArrayList<>();
    private final List<MemoryResult> memory = new ArrayList<>();
    private final List<RetentionResult> retention = new ArrayList<>();
    private final List<CatalogResult> catalog = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Report(String title, List<String> targets) {
        this.title = title;
        this.targets = targets;
    }

    /** What machine and what options. */
    public String getTitle() {
        return title;
    }

    /** The load steps. */
    public List<Measurement> getLoads() {
        return loads;
    }

    /** The slow clients. */
    public List<SlowResult> getSlow() {
        return slow;
    }

    /** The many files. */
    public List<ScaleResult> getScale() {
        return scale;
    }

    /** The small heaps. */
    public List<MemoryResult> getMemory() {
        return memory;
    }

    /** Sweeps and quotas. */
    public List<RetentionResult> getRetention() {
        return retention;
    }

    /** The catalog. */
    public List<CatalogResult> getCatalog() {
        return catalog;
    }

    /** The steps that could not be ended. */
    public List<String> getFailures() {
        return failures;
    }

    /** Tells whether every answer was right. */
    boolean isRight() {
        return failures.isEmpty()
                && loads.stream().allMatch(one -> one.bad() == 0)
                && slow.stream().allMatch(one -> one.fault().isEmpty())
                && scale.stream().allMatch(one -> one.bad() == 0)
                && memory.stream().allMatch(one -> one.bad() == 0);
    }

    /** The same for programs; JSON Binding stays open for the rest of our short life. */
    String json() {
        return JsonbBuilder.create(new JsonbConfig().withFormatting(true)).toJson(this);
    }

    String markdown() {
        List<String> parts = new ArrayList<>(List.of("# Benchmark\n\n" + title + "\n"));
        if (!loads.isEmpty()) {
            parts.add(new LoadReport(loads, targets).toString());
        }
        if (!slow.isEmpty()) {
            parts.add(new SlowReport(slow).toString());
        }
        if (!scale.isEmpty()) {
            parts.add(new ScaleReport(scale).toString());
        }
        if (!memory.isEmpty()) {
            parts.add(new MemoryReport(memory).toString());
        }
        if (!retention.isEmpty()) {
            parts.add(new RetentionReport(retention).toString());
        }
        if (!catalog.isEmpty()) {
            parts.add(new CatalogReport(catalog).toString());
        }
        if (!failures.isEmpty()) {
            parts.add("## Failed\n\n- " + String.join("\n- ", failures) + "\n");
        }
        return String.join("\n", parts);
    }
}

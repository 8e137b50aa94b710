package org.stowage.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The measurements of all load steps as tables: each server beside the first. */
final class LoadReport {

    private final List<Measurement> all;
    private final List<String> targets;

    /** Compares in this order of servers, with the first. */
    LoadReport(List<Measurement> all, List<String> targets) {
        this.all = all;
        this.targets = targets;
    }

    @Override
    public String toString() {
        String first = targets.get(0);
        return "## Work done, compared with " + first + " (above 1: more)\n\n"
                + table((step, target) -> ratio(step, target, Measurement::rate, false), Measurement::rate, rateUnit())
                + "\n## CPU used, compared with " + first + " (above 1: less)\n\n"
                + table((step, target) -> cost(step, target), Measurement::cost, costUnit())
                + "\n## Milliseconds for a request: p50 / p99\n\n"
                + table(this::times)
                + "\n## Memory of the server at most, in MiB\n\n"
                + table((step, target) -> median(step, target, Measurement::peakMiB))
                + "\n## Share of the processors that others used\n\n"
                + table((step, target) -> percent(step, target))
                + faults();
    }

    private String table(Cell cell, ToDoubleFunction<Measurement> measure, Unit unit) {
        List<String> head = new ArrayList<>(List.of("step", targets.get(0)));
        head.addAll(targets.subList(1, targets.size()));
        Table table = new Table(head);
        for (String step : steps()) {
            List<String> row = new ArrayList<>(List.of(step));
            row.add(median(step, targets.get(0), measure) + " " + unit.of(isLarge(step)));
            targets.stream().skip(1).forEach(target -> row.add(cell.of(step, target)));
            table.row(row);
        }
        return table.toString();
    }

    private String table(Cell cell) {
        List<String> head = new ArrayList<>(List.of("step"));
        head.addAll(targets);
        Table table = new Table(head);
        for (String step : steps()) {
            List<String> row = new ArrayList<>(List.of(step));
            targets.forEach(target -> row.add(cell.of(step, target)));
            table.row(row);
        }
        return table.toString();
    }

    private String cost(String step, String target) {
        String own = median(step, target, Measurement::cost);
        return own.isEmpty() ? "" : ratio(step, target, Measurement::cost, true) + " " + own;
    }

    private String times(String step, String target) {
        String p50 = median(step, target, Measurement::p50);
        return p50.isEmpty() ? "" : p50 + " / " + median(step, target, Measurement::p99);
    }

    private String percent(String step, String target) {
        Spread spread = Spread.of(of(step, target).mapToDouble(Measurement::noise));
        return Math.round(100 * spread.median()) + " % (at most " + Math.round(100 * spread.most()) + " %)";
    }

    private String median(String step, String target, ToDoubleFunction<Measurement> measure) {
        return of(step, target).findAny().isEmpty()
                ? ""
                : Spread.of(of(step, target).mapToDouble(measure)).brief();
    }

    /** Compares within each round: what disturbs one server of a round most likely disturbed the other. */
    private String ratio(String step, String target, ToDoubleFunction<Measurement> measure, boolean inverse) {
        DoubleStream ratios = of(step, target)
                .mapToDouble(own -> of(step, targets.get(0))
                        .filter(other -> other.round() == own.round())
                        .mapToDouble(other -> inverse
                                ? measure.applyAsDouble(other) / measure.applyAsDouble(own)
                                : measure.applyAsDouble(own) / measure.applyAsDouble(other))
                        .sum());
        return of(step, target).findAny().isEmpty() ? "" : Spread.of(ratios).toString();
    }

    private String faults() {
        List<String> lines = all.stream()
                .filter(one -> one.bad() > 0)
                .map(one -> "- " + one.step() + " " + one.target() + " round " + one.round() + ": " + one.bad()
                        + " bad, " + one.fault())
                .toList();
        return lines.isEmpty()
                ? "\nEvery answer was right.\n"
                : "\n## Bad answers\n\n" + String.join("\n", lines) + "\n";
    }

    private Stream<Measurement> of(String step, String target) {
        return all.stream()
                .filter(one -> one.step().equals(step) && one.target().equals(target));
    }

    private List<String> steps() {
        return all.stream().map(Measurement::step).distinct().toList();
    }

    private boolean isLarge(String step) {
        return all.stream().anyMatch(one -> one.step().equals(step) && one.large());
    }

    private static Unit rateUnit() {
        return large -> large ? "MiB/s" : "/s";
    }

    private static Unit costUnit() {
        return large -> large ? "s/GiB" : "s/1000";
    }

    /** What stands in a row and column. */
    private interface Cell {
        String of(String step, String target);
    }

    /** What is counted in a row. */
    private interface Unit {
        String of(boolean large);
    }
}

package org.mat4j.core.engine.program;

import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** What runs of a graph program cost: the time spent in each kind of operation, and memory. Not thread-safe. */
public final class OperationTimes {

    /**
     * All executions of one kind of operation.
     *
     * @param operation its name in ND4J, or a composite operation's own
     * @param count how often it ran
     * @param milliseconds in all
     */
    public record Row(String operation, long count, double milliseconds) {}

    private final Map<String, LongSummaryStatistics> nanoseconds = new TreeMap<>();
    private long plannedBytes;

    void add(String operation, long elapsed) {
        nanoseconds.computeIfAbsent(operation, o -> new LongSummaryStatistics()).accept(elapsed);
    }

    /** Tells the size of the plan that a run is measured of. */
    void planned(long bytes) {
        plannedBytes = bytes;
    }

    /** Forgets what was measured. */
    public void reset() {
        nanoseconds.clear();
        plannedBytes = 0;
    }

    /** Native memory that the plan of the last run holds for the values of its graph, in bytes; 0 before a run. */
    public long plannedBytes() {
        return plannedBytes;
    }

    /** Everything measured since the last reset, the largest first. */
    public List<Row> rows() {
        return nanoseconds.entrySet().stream()
                .map(e -> new Row(
                        e.getKey(), e.getValue().getCount(), e.getValue().getSum() / 1e6))
                .sorted(Comparator.comparingDouble(Row::milliseconds).reversed())
                .toList();
    }
}

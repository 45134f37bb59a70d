package org.mat4j.core.engine.program;

import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Where the time of a graph program goes: the time spent in each kind of operation. Not thread-safe. */
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

    void add(String operation, long elapsed) {
        nanoseconds.computeIfAbsent(operation, o -> new LongSummaryStatistics()).accept(elapsed);
    }

    /** Forgets what was measured. */
    public void reset() {
        nanoseconds.clear();
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

package org.mat4j.core.engine.program;

import java.util.Comparator;
import java.util.List;
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

    private static final class Sum {
        private long count;
        private long nanoseconds;
    }

    private final Map<String, Sum> sums = new TreeMap<>();

    void add(String operation, long nanoseconds) {
        Sum sum = sums.computeIfAbsent(operation, o -> new Sum());
        sum.count++;
        sum.nanoseconds += nanoseconds;
    }

    /** Forgets what was measured. */
    public void reset() {
        sums.clear();
    }

    /** Everything measured since the last reset, the largest first. */
    public List<Row> rows() {
        return sums.entrySet().stream()
                .map(e -> new Row(e.getKey(), e.getValue().count, e.getValue().nanoseconds / 1e6))
                .sorted(Comparator.comparingDouble(Row::milliseconds).reversed())
                .toList();
    }
}

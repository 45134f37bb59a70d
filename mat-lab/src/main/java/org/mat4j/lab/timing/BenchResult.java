package org.mat4j.lab.timing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Locale;
import org.mat4j.core.engine.program.OperationTimes;

/**
 * What was measured. The names of the JSON are these in snake case.
 *
 * @param network name of the network
 * @param method name of the method
 * @param labeled labeled examples per step
 * @param unlabeled unlabeled examples per step
 * @param msPerStep median over the steps
 * @param minMs the fastest step
 * @param peakRssMb largest resident memory of the process; null where the system does not tell
 * @param backend what ND4J ran on
 * @param threads of ND4J's native operations
 * @param steps how many steps were measured
 * @param firstStepSeconds from the start of the JVM to the end of the first update
 * @param pageFaultsPerStep pages first touched in a step; null where the system does not tell
 * @param rssGrowthMb growth of the resident memory over the steps; null where the system does not tell
 * @param operations where the time went, over all steps; empty if it was not measured; not in the JSON
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BenchResult(
        String network,
        String method,
        int labeled,
        int unlabeled,
        double msPerStep,
        double minMs,
        Long peakRssMb,
        String backend,
        int threads,
        int steps,
        double firstStepSeconds,
        Double pageFaultsPerStep,
        Long rssGrowthMb,
        @JsonIgnore List<OperationTimes.Row> operations) {

    /** A table of the operations, milliseconds per step, the largest first. */
    public String breakdown() {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%11s %8s  operation%n", "ms per step", "calls"));
        double sum = 0;
        for (OperationTimes.Row row : operations) {
            table.append(String.format(
                    Locale.ROOT,
                    "%11.2f %8.0f  %s%n",
                    row.milliseconds() / steps,
                    (double) row.count() / steps,
                    row.operation()));
            sum += row.milliseconds() / steps;
        }
        return table.append(String.format(Locale.ROOT, "%11.2f           all operations", sum))
                .toString();
    }
}

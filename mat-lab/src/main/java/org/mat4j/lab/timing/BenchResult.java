package org.mat4j.lab.timing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.mat4j.core.engine.program.OperationTimes;

/**
 * What was measured. The names are those of the JSON.
 *
 * @param network name of the network
 * @param method name of the method
 * @param labeled labeled examples a step
 * @param unlabeled unlabeled examples a step
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
@JsonPropertyOrder({
    "network",
    "method",
    "labeled",
    "unlabeled",
    "ms_per_step",
    "min_ms",
    "peak_rss_mb",
    "backend",
    "threads",
    "steps",
    "first_step_seconds",
    "page_faults_per_step",
    "rss_growth_mb"
})
public record BenchResult(
        String network,
        String method,
        int labeled,
        int unlabeled,
        @JsonProperty("ms_per_step") double msPerStep,
        @JsonProperty("min_ms") double minMs,
        @JsonProperty("peak_rss_mb") Long peakRssMb,
        String backend,
        int threads,
        int steps,
        @JsonProperty("first_step_seconds") double firstStepSeconds,
        @JsonProperty("page_faults_per_step") Double pageFaultsPerStep,
        @JsonProperty("rss_growth_mb") Long rssGrowthMb,
        @JsonIgnore List<OperationTimes.Row> operations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result has no JSON form", e);
        }
    }

    /** A table of the operations, milliseconds a step, the largest first. */
    public String breakdown() {
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, "%10s %8s  operation%n", "ms a step", "calls"));
        double sum = 0;
        for (OperationTimes.Row row : operations) {
            table.append(String.format(
                    Locale.ROOT,
                    "%10.2f %8.0f  %s%n",
                    row.milliseconds() / steps,
                    (double) row.count() / steps,
                    row.operation()));
            sum += row.milliseconds() / steps;
        }
        return table.append(String.format(Locale.ROOT, "%10.2f           all operations", sum))
                .toString();
    }
}

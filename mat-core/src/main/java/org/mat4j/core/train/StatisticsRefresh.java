package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateUpdate;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recomputes running statistics: training passes over some batches with fixed parameters, as the reference
 * implementation of virtual adversarial training does before it tests. In training they follow the labeled examples
 * alone, which may be few.
 */
final class StatisticsRefresh {

    private static final String INPUT = "input";

    /** How many batches are passed over, at least 1, of a source that is made at its start, each time the same. */
    record Plan(int batches, Supplier<? extends UnlabeledBatches> source) {

        Plan {
            Objects.requireNonNull(source, "source");
            Checks.atLeast(1, "number of batches for the statistics", batches);
        }
    }

    private final Network network;
    private final ParameterSet parameters;
    private final Plan plan;
    private final StatisticsDecay decay;
    private final long seed;
    private final StopSignal stop;

    /** The seed is that of the dropout masks; the signal may break off a run. */
    StatisticsRefresh(
            Network network, ParameterSet parameters, Plan plan, StatisticsDecay decay, long seed, StopSignal stop) {
        this.network = network;
        this.parameters = parameters;
        this.plan = plan;
        this.decay = decay;
        this.seed = seed;
        this.stop = stop;
    }

    /** Changes the states of the parameter set, for its present parameters. */
    void run() {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        builder.cleanPass(INPUT, builder.inputPlaceholder(INPUT));
        Map<String, StateUpdate> updates = builder.stateUpdates();
        if (updates.isEmpty()) {
            return;
        }
        List<String> outputs = new ArrayList<>();
        updates.values().forEach(u -> outputs.add(u.value().name()));
        BatchCheck check = new BatchCheck(network);
        UnlabeledBatches source = plan.source().get();
        try (GraphProgram program = new GraphProgram(builder.graph(), outputs, parameters.bindings())) {
            program.stopIf(stop::isOverdue);
            for (int i = 0; i < plan.batches(); i++) {
                INDArray x = check.features(source.next());
                Map<String, INDArray> values = program.run(Map.of(INPUT, x), Seeds.STATISTICS.of(seed, i));
                double largest = decay.largestRecomputed(i);
                updates.forEach(
                        (name, u) -> u.by(values.get(u.value().name())).applyTo(parameters.state(name), largest));
            }
        }
    }
}

package org.mat4j.lab.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Setting;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.lab.experiment.NetworkSettings;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an update costs, in counts that do not depend on the machine, for methods on the ready networks: guards against
 * work that creeps in. A change that is meant is recorded by {@code -Dmat4j.costs=write}.
 */
class StepCostTest {

    private static final String RECORD = "step-costs.csv";
    private static final int EXAMPLES = 4;

    /** The first update plans, so that it is not counted; each one after it costs the same. */
    private static final int UPDATES = 3;

    /**
     * Of one update.
     *
     * @param operations of the graph, those of a repetition as often as they run
     * @param convolutions forward, and those of the directions' gradients
     * @param gradients of convolutions to their weights, mostly with that to their input
     * @param products of matrices
     * @param bytes planned for the graph's values
     * @param allocations of arrays by ND4J
     */
    private record Cost(
            long operations, long convolutions, long gradients, long products, long bytes, long allocations) {

        static final String HEADER = "network,method,operations,convolutions,gradients,products,bytes,allocations";

        static Cost of(OperationTimes measured, long allocations) {
            Map<String, Long> counts = measured.rows().stream()
                    .collect(Collectors.toMap(OperationTimes.Row::operation, OperationTimes.Row::count));
            return new Cost(
                    counts.values().stream().mapToLong(n -> n).sum(),
                    counts.getOrDefault("conv2d", 0L),
                    counts.getOrDefault("convolution_backward", 0L) + counts.getOrDefault("weights_gradient", 0L),
                    counts.getOrDefault("matmul", 0L),
                    measured.plannedBytes(),
                    allocations);
        }

        String row(NetworkKind network, MethodType method) {
            return Stream.of(
                            network.id(),
                            method.id(),
                            operations,
                            convolutions,
                            gradients,
                            products,
                            bytes,
                            allocations)
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }
    }

    @Test
    void anUpdateCostsWhatIsRecorded() throws IOException {
        String measured = Stream.concat(
                        Stream.of(Cost.HEADER),
                        Arrays.stream(NetworkKind.values()).flatMap(network -> methods(network)
                                .map(method -> cost(network, method).row(network, method))))
                .collect(Collectors.joining("\n", "", "\n"));
        if ("write".equals(System.getProperty("mat4j.costs"))) {
            Files.writeString(
                    Path.of("src/test/resources")
                            .resolve(Path.of(getClass().getPackageName().replace('.', '/'), RECORD)),
                    measured);
        }
        try (InputStream recorded = getClass().getResourceAsStream(RECORD)) {
            assertEquals(new String(recorded.readAllBytes(), StandardCharsets.UTF_8), measured);
        }
    }

    /** All on small graphs; on the large ones, which take longer to build, one of each kind. */
    private static Stream<MethodType> methods(NetworkKind network) {
        return network == NetworkKind.LENET_PLUS_PLUS || network == NetworkKind.MLP
                ? Arrays.stream(MethodType.values())
                : Stream.of(MethodType.BASELINE, MethodType.AT_L2, MethodType.VAT, MethodType.MAT, MethodType.MAT_PGD);
    }

    private static Cost cost(NetworkKind kind, MethodType type) {
        Network network =
                kind.create(kind.task(), NetworkSettings.builder().width(2).build());
        Map<String, Object> given = new HashMap<>();
        Stream.of(Setting.EPSILON, Setting.DEVIATION).filter(type::has).forEach(size -> given.put(size.name(), 1.0));
        OperationTimes times = new OperationTimes();
        Cost[] cost = new Cost[1];
        TrainingListener listener = new TrainingListener() {

            private long allocated;

            @Override
            public void onUpdate(UpdateReport report) {
                long now = Nd4j.getDeallocatorService().nextValue();
                cost[0] = Cost.of(times, now - allocated - 1);
                allocated = now;
                times.reset();
            }
        };
        Trainer.builder(network)
                .config(TrainingConfig.builder()
                        .method(type.create(given))
                        .updates(UPDATES)
                        .build())
                .operationTimes(times)
                .listener(listener)
                .build()
                .fit(new RandomBatches(network.inputShape(), 1).labeled(EXAMPLES, network.classCount()))
                .close();
        return cost[0];
    }
}

package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.robustness.RobustnessChart;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.RobustnessConfig;
import org.mat4j.lab.study.RobustnessMeasurement;

/**
 * Figure 4 of the paper in small: trains a model by each of four methods on the embedded digits, attacks them, and writes
 * the accuracy by noise level as a table and a chart. Takes some minutes and no arguments.
 */
public final class RobustnessStudy {

    private static final Path OUTPUT = Path.of("runs", "robustness");
    private static final double EPSILON = 2.0;

    private static final List<TypedMethod> METHODS = List.of(
            Methods.baseline(), Methods.adversarial(Norm.L2, EPSILON), Methods.vat(EPSILON), Methods.mat(EPSILON));
    private static final int UPDATES = 300;
    private static final int EXAMPLES = 300;

    private RobustnessStudy() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(OUTPUT, UPDATES, EXAMPLES, Progress.detect());
    }

    /**
     * Runs it.
     *
     * @param updates of each method
     * @param examples attacked
     */
    static RobustnessMeasurement run(Path output, int updates, int examples, Progress progress) {
        ExperimentData data = SampleModels.data();
        try (NamedModels models = SampleModels.train(METHODS, updates, data, output, progress)) {
            RobustnessConfig config = RobustnessConfig.defaults().withExamples(examples);
            RobustnessMeasurement measured = RobustnessMeasurement.of(
                    models.all(),
                    data.test(),
                    config,
                    (model, attack) -> System.err.println("attacking " + model + " by " + attack.id()));
            measured.table().writeCsv(output.resolve("robustness.csv"));
            RobustnessChart.byAttack(measured.table()).write(output.resolve("robustness.png"));
            System.out.println(text(measured));
            System.out.println(
                    "The curves are in " + output.resolve("robustness.png").toAbsolutePath());
            return measured;
        }
    }

    private static String text(RobustnessMeasurement measured) {
        StringBuilder text = new StringBuilder(
                String.format("%-10s %-10s %s%n", "method", "attack", "mean accuracy over the levels"));
        measured.curves()
                .forEach(c -> text.append(String.format(
                        Locale.ROOT,
                        "%-10s %-10s %.1f %%%n",
                        c.model(),
                        c.result().attackId(),
                        c.result().areaUnderCurve())));
        measured.warnings().forEach(w -> text.append("warning: ").append(w).append(System.lineSeparator()));
        return text.toString();
    }
}

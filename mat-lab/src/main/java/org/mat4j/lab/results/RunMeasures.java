package org.mat4j.lab.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.Checksum;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.study.NamedClassifier;
import org.mat4j.lab.study.RobustAccuracy;

/**
 * What is measured of a run beside its summary. It is kept in the run's folder, as measures.json, and again only what
 * that does not hold of the very same model is measured.
 *
 * @param model checksum of the model's file
 * @param fisherRatio between-class over within-class scatter of the latents of the test part; larger is more compact
 * @param robust by {@link ThreatPlan#describe}
 */
record RunMeasures(String model, double fisherRatio, Map<String, RobustAccuracy> robust) {

    private static final String FILE = "measures.json";

    RunMeasures {
        robust = new LinkedHashMap<>(robust);
    }

    /**
     * Takes what is missing; the file is written after each threat, so that an end in between loses one at most.
     *
     * @param run finished
     * @param data the test part, where something is missing
     * @throws org.mat4j.data.DataException if the file of the model or of the measures is damaged
     */
    static RunMeasures of(RunDirectory run, Supplier<Examples> data, ThreatPlan plan) {
        Path file = run.path().resolve(FILE);
        String checksum = Checksum.Algorithm.SHA_256.of(run.model()).hex();
        Optional<RunMeasures> kept = Optional.of(file)
                .filter(Files::exists)
                .map(f -> Json.read(f, RunMeasures.class, "the measures of a run"))
                .filter(m -> m.model.equals(checksum));
        List<StandardEnsemble> missing = plan.ensembles().stream()
                .filter(e -> kept.isEmpty() || !kept.get().robust.containsKey(plan.describe(e)))
                .toList();
        if (kept.isPresent() && missing.isEmpty()) {
            return kept.get();
        }
        Examples test = data.get();
        try (TrainedModel trained = TrainedModel.load(run.model())) {
            RunMeasures measures = kept.orElseGet(() -> new RunMeasures(
                    checksum, Scores.measures(trained, test).latent().fisherRatio(), Map.of()));
            Json.write(file, measures);
            NamedClassifier named = new NamedClassifier(run.path().getFileName().toString(), trained.classifier());
            Iterator<RobustAccuracy> left =
                    RobustAccuracy.of(named, plan.sample(test), missing).iterator();
            for (StandardEnsemble ensemble : missing) {
                measures.robust.put(plan.describe(ensemble), left.next());
                Json.write(file, measures);
            }
            return measures;
        }
    }

    /** What each threat of a plan left. */
    Stream<RobustAccuracy> under(ThreatPlan plan) {
        return plan.ensembles().stream().map(e -> robust.get(plan.describe(e)));
    }
}

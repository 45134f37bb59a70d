package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.robustness.RobustnessChart;
import org.mat4j.lab.plot.robustness.RobustnessTable;
import org.mat4j.lab.study.NamedClassifier;
import org.mat4j.lab.study.NamedModel;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.RobustAccuracy;
import org.mat4j.lab.study.RobustnessConfig;
import org.mat4j.lab.study.RobustnessMeasurement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attack}: robustness curves of saved models. */
@Command(
        name = AttackCommand.NAME,
        header = "Attacks saved models, or anyone's SameDiff classifier, and draws their accuracy by noise level.",
        customSynopsis = {
            "mat4j attack --model=FILE... --out=DIR [OPTIONS]",
            "       mat4j attack --standard --epsilons=LIST --graph=FILE --input=NAME --logits=NAME --out=DIR [OPTIONS]"
        },
        description = {
            "Writes robustness.csv (model, attack, unit, budget, accuracy in percent, n), robustness.json and the chart as "
                    + "robustness.png and robustness.svg. Prints one line of JSON: the area under each curve, which is the "
                    + "mean accuracy over the budgets, and warnings where a curve looks better than the model is.",
            "",
            "A level is an L2 norm in pixels of [0, 1]; fgsm and pgd-linf change each of d values by level / "
                    + "sqrt(d), so that all attacks spend the same. With --epsilons the sizes are in each attack's own norm."
        },
        footer = {
            "    mat4j attack --model runs/baseline/model.zip runs/mat/model.zip \\",
            "      --out runs/attacked",
            "    mat4j attack --model runs/mat/model.zip --dataset mnist --data ~/mnist \\",
            "      --attack fgsm,pgd-linf --levels 0:8:1 --clip --out runs/attacked",
            "    mat4j attack --model runs/mat/model.zip \\",
            "      --standard --norm l-infinity --epsilons 0.1,0.3 --out runs/attacked",
            "    mat4j attack --graph classifier.fb --input pixels --logits scores \\",
            "      --standard --epsilons 8/255 --dataset mnist --data ~/mnist --out runs/attacked",
            "    mat4j attack --model runs/mat/model.zip \\",
            "      --attack pgd-linf --epsilons 0:0.3:0.1 --clip --out runs/attacked",
        },
        exitCodeList = {
            "0:the files are written",
            "1:the attack failed: missing or damaged model or data, a folder that cannot be written to",
            "2:the command line is wrong: an unknown option, a value out of range"
        })
final class AttackCommand extends StudyCommand {

    static final String NAME = "attack";

    @Mixin
    private AttackOptions how;

    @Mixin
    private StudyFiles files;

    @Mixin
    private CurveOptions curves;

    @Mixin
    private EnsembleOptions ensemble;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Test examples attacked, at most, drawn at random. Default: ${DEFAULT-VALUE}.")
    private int limit = RobustnessConfig.defaults().examples();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Transfer: make the perturbations on this one of the models, by its name, and test all with "
                    + "them. Default: each model is attacked with full knowledge of it.")
    private String source;

    private record Area(String model, String attack, double area) {}

    private record Result(int n, String unit, List<Area> areas, List<String> warnings) {}

    @Override
    public Integer call() {
        asked(() -> {
            ensemble.check(given());
            given().require(files.models.size() > 1, "with one model", "--source");
            return true;
        });
        Optional<NamedClassifier> graph = asked(() -> ensemble.graph(() -> data.source(given())));
        try (NamedModels open =
                graph.isPresent() && files.models.isEmpty() ? new NamedModels(List.of()) : open(files.models)) {
            if (ensemble.asked) {
                attackByEnsemble(Stream.concat(open.all().stream().map(NamedModel::asClassifier), graph.stream())
                        .toList());
            } else {
                drawCurves(open);
            }
        } finally {
            graph.ifPresent(NamedClassifier::close);
        }
        return 0;
    }

    private void attackByEnsemble(List<NamedClassifier> classifiers) {
        asked(() -> Checks.atLeast(1, "--limit", limit));
        List<StandardEnsemble> ensembles = asked(() -> ensemble.ensembles(curves.epsilons, how.seed));
        RobustnessConfig sample =
                RobustnessConfig.defaults().withExamples(limit).withSeed(how.seed);
        Path file = files.createFolder().resolve("robust.jsonl");
        Examples attacked = sample.sample(data.loadTest(this));
        StringBuilder lines = new StringBuilder();
        for (NamedClassifier classifier : classifiers) {
            info("attacking " + classifier.name() + " by the standard ensemble");
            RobustAccuracy.of(classifier, attacked, ensembles).forEach(accuracy -> {
                print(accuracy);
                accuracy.warnings().forEach(w -> warning(classifier.name() + ": " + w));
                // After each: a long run that is stopped keeps what it has.
                Output.writeText(
                        file, lines.append(Json.line(accuracy)).append('\n').toString());
            });
        }
        info("wrote " + file);
    }

    private void drawCurves(NamedModels open) {
        RobustnessConfig config = asked(() -> config(open));
        Path out = files.createFolder();
        Examples test = data.loadTest(this);
        RobustnessMeasurement measured = RobustnessMeasurement.of(
                open.all(), test, config, (model, attack) -> info("attacking " + model + " by " + attack.id()));
        write(out, measured.table());
        measured.warnings().forEach(this::warning);
        print(result(measured));
        info("wrote robustness.csv, robustness.json, robustness.png and robustness.svg in " + out);
    }

    private static void write(Path out, RobustnessTable table) {
        table.writeCsv(out.resolve("robustness.csv"));
        table.writeJson(out.resolve("robustness.json"));
        Picture chart = RobustnessChart.byAttack(table);
        chart.write(out.resolve("robustness.png"));
        chart.write(out.resolve("robustness.svg"));
    }

    private static Result result(RobustnessMeasurement measured) {
        return new Result(
                measured.curves().get(0).result().n(),
                measured.curves().get(0).result().unit().toString(),
                measured.curves().stream()
                        .map(c -> new Area(
                                c.model(), c.result().attackId(), c.result().areaUnderCurve()))
                        .toList(),
                measured.warnings());
    }

    private RobustnessConfig config(NamedModels open) {
        return curves.config(how, limit, given())
                .withSource(Optional.ofNullable(source).map(name -> named(open, name)));
    }

    private static NamedModel named(NamedModels open, String name) {
        return open.all().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--source is '" + name
                        + "', expected the name of a model: one of "
                        + open.all().stream().map(NamedModel::name).toList()));
    }
}

package org.mat4j.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.plot.gallery.GalleryConfig;
import org.mat4j.lab.plot.robustness.RobustnessChart;
import org.mat4j.lab.report.HtmlReport.Figure;
import org.mat4j.lab.report.HtmlReport.Section;
import org.mat4j.lab.study.AdversarialGalleries;
import org.mat4j.lab.study.LatentEmbeddings;
import org.mat4j.lab.study.NamedModel;
import org.mat4j.lab.study.OutOfDistributionStudy;
import org.mat4j.lab.study.OutOfDistributionTable;
import org.mat4j.lab.study.PerturbedExamples;
import org.mat4j.lab.study.RobustnessConfig;
import org.mat4j.lab.study.RobustnessMeasurement;

/**
 * Everything that the paper's figures show, of a set of runs, measured on their models for one page: settings and
 * provenance, learning and smoothness curves, robustness, strangers, latents and adversarial examples.
 *
 * @param models open, of the runs
 * @param runs of the models, in the same order
 * @param unfinished runs of which only the learning curves are shown
 * @param examples test examples of the models' shape; a sample of them is kept
 * @param robustness how the models are attacked; its number of examples and its seed hold for all measures
 * @param projection of latents
 * @param strangers how well the models tell them, of the models' shape
 */
public record StudyReport(
        List<NamedModel> models,
        List<FinishedRun> runs,
        List<UnfinishedRun> unfinished,
        Examples examples,
        RobustnessConfig robustness,
        Projection.Algorithm projection,
        OutOfDistributionStudy strangers) {

    private static final double GALLERY_LEVEL = 2;

    private static final int GALLERY_SIZE = 10;

    /** Copies the lists, draws the sample, and checks that it is large enough for the projection. */
    public StudyReport {
        models = List.copyOf(models);
        runs = List.copyOf(runs);
        unfinished = List.copyOf(unfinished);
        examples = robustness.sample(examples);
        projection
                .create(robustness.seed())
                .requireEnough(examples.size() * Budgets.FIGURE_5.values().size());
    }

    /** Measures and draws, and tells what is being done. */
    public HtmlReport create(Consumer<String> progress) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Results", RunTables.results(runs)));
        sections.add(LearningReport.section(runs, unfinished));
        sections.add(robustness(progress));
        sections.add(geometry(progress));
        sections.add(strangers(progress));
        sections.add(latents(progress));
        if (examples instanceof ImageData images) {
            sections.add(gallery(images, progress));
        }
        sections.add(Section.of(
                "Settings and provenance",
                RunTables.settings("How each run was trained.", runs, RunSummary::training),
                RunTables.settings("Where each run comes from.", runs, RunSummary::provenance)));
        return new HtmlReport(
                "Manifold Adversarial Training: " + runs.size() + (runs.size() == 1 ? " run" : " runs"),
                "Measured on " + examples.size() + " test examples of "
                        + runs.get(0).summary().dataset() + ", seed " + robustness.seed(),
                sections);
    }

    private Section robustness(Consumer<String> progress) {
        RobustnessMeasurement measured = RobustnessMeasurement.of(
                models,
                examples,
                robustness,
                (model, attack) -> progress.accept("attacking " + model + " by " + attack.id()));
        List<String> notes = new ArrayList<>();
        notes.add(
                robustness.budgets().unit() == Budgets.Unit.LEVEL
                        ? "A level is an L2 norm in units of the network's input; attacks under L-infinity spend the same."
                        : "An epsilon is a size in the attack's own norm, in units of the network's input.");
        measured.warnings().forEach(w -> notes.add("Warning: " + w + "."));
        return new Section(
                "Robustness",
                notes,
                List.of(RunTables.areas(measured)),
                List.of(Figure.of(
                        "Accuracy in percent by " + robustness.budgets().unit()
                                + " of the attack (figure 4 of the paper).",
                        "robustness curves",
                        RobustnessChart.byAttack(measured.table()))));
    }

    private Section geometry(Consumer<String> progress) {
        List<RunTables.Measured> measured = new ArrayList<>();
        for (NamedModel model : models) {
            progress.accept("measuring " + model.name());
            try (SmoothnessMeter meter = new SmoothnessMeter(model.model(), SmoothnessMeter.DIVERGENCE)) {
                measured.add(new RunTables.Measured(
                        model.name(),
                        meter.measure(model.batches(examples), robustness.seed()),
                        Scores.measures(model.model(), examples)));
            }
        }
        return Section.of("Smoothness, latent and calibration", RunTables.geometry(measured));
    }

    private Section strangers(Consumer<String> progress) {
        OutOfDistributionTable table =
                strangers.measure(models, (model, set) -> progress.accept("scoring " + set + " by " + model));
        List<String> notes = new ArrayList<>();
        notes.add(
                "How well detectors tell " + strangers.home().size() + " test examples from strangers. Those that need"
                        + " examples are fitted to " + strangers.training().size() + " of the training part.");
        strangers
                .strangers()
                .forEach(set -> notes.add(set.name() + ": " + set.examples().size() + " examples of "
                        + set.examples().provenance() + "."));
        return new Section("Out of distribution", notes, StrangerTables.of(table), List.of());
    }

    private Section latents(Consumer<String> progress) {
        List<Figure> figures = new ArrayList<>();
        if (LatentEmbeddings.arePlane(models)) {
            progress.accept("drawing the latents");
            figures.add(Figure.of(
                    "Latents of size 2 with the mixture's ellipses of one and two standard deviations, and their density;"
                            + " each model in the unit of its own latent (figure 2 of the paper).",
                    "latents",
                    LatentEmbeddings.plane(models, examples)));
        }
        List<PerturbedExamples> attacked = new ArrayList<>();
        for (NamedModel model : models) {
            progress.accept("projecting the latents of " + model.name());
            attacked.add(PerturbedExamples.of(
                    model,
                    examples,
                    StandardAttack.L2.create(),
                    Budgets.FIGURE_5,
                    robustness.limits(),
                    robustness.seed()));
        }
        figures.add(Figure.of(
                "Latents under the L2 attack, a row for each model, projected as a whole (figure 5 of the paper).",
                "latents under attack",
                LatentEmbeddings.projected(attacked, projection, robustness.seed())));
        return new Section("Latents", List.of(), List.of(), figures);
    }

    private Section gallery(ImageData images, Consumer<String> progress) {
        progress.accept("drawing adversarial examples");
        List<Figure> figures = new ArrayList<>();
        ImageData shown = AdversarialGalleries.choose(models, images, Math.min(GALLERY_SIZE, images.size()));
        for (StandardAttack attack : List.of(StandardAttack.L2, StandardAttack.FGSM)) {
            String title = String.format(Locale.ROOT, "attack '%s' at level %s", attack.id(), GALLERY_LEVEL);
            figures.add(Figure.of(
                    "Test examples, what the " + title
                            + " adds to them, and what becomes of them (figures 6 to 8 of the paper).",
                    "adversarial examples, " + attack.id(),
                    AdversarialGalleries.of(
                            models,
                            shown,
                            attack.create(),
                            GALLERY_LEVEL,
                            robustness.limits(),
                            robustness.seed(),
                            GalleryConfig.defaults().withTitle(title))));
        }
        return new Section("Adversarial examples", List.of(), List.of(), figures);
    }
}

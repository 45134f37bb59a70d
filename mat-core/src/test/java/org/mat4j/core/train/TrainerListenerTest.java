package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.loss.CleanLoss;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.TrainingConfig.Duration;

/** Who is told what, when, and how often. */
class TrainerListenerTest {

    /** Writes down every call in a log that several listeners may share. */
    private record Recorder(String name, List<String> log) implements TrainingListener {
        @Override
        public void onStart(TrainingPlan plan) {
            log.add(name + " start " + plan.method() + " " + plan.duration().count() + " "
                    + plan.duration().unit());
        }

        @Override
        public void onUpdate(UpdateReport report) {
            log.add(name + " update " + report.update() + " epoch " + report.epoch());
        }

        @Override
        public void onEpoch(int epoch) {
            log.add(name + " epoch " + epoch);
        }

        @Override
        public void onEvaluation(EvaluationReport report) {
            log.add(name + " evaluation " + report.update() + " epoch " + report.epoch());
        }

        @Override
        public void onEnd() {
            log.add(name + " end");
        }
    }

    private static final TestNetwork NETWORK = TestNetwork.dense(4, 3, 3);

    private static TrainingConfigBuilder config() {
        return TrainingConfig.builder().method(Methods.baseline());
    }

    private static Batches data() {
        return Blobs.batches(2, 6, 4, 3, 1);
    }

    @Test
    void epochsWithValidation() {
        List<String> log = new ArrayList<>();
        Trainer.builder(NETWORK)
                .config(config().epochs(2).build())
                .listener(new Recorder("a", log))
                .listener(new Recorder("b", log))
                .build()
                .fit(data(), data())
                .close();
        List<String> expected = new ArrayList<>();
        for (String event : List.of(
                "start baseline 2 EPOCHS",
                "update 1 epoch 1",
                "update 2 epoch 1",
                "epoch 1",
                "evaluation 2 epoch 1",
                "update 3 epoch 2",
                "update 4 epoch 2",
                "epoch 2",
                "evaluation 4 epoch 2",
                "end")) {
            expected.add("a " + event);
            expected.add("b " + event);
        }
        assertEquals(expected, log);
    }

    @Test
    void updatesEndWithinAnEpoch() {
        List<String> log = new ArrayList<>();
        Trainer.builder(NETWORK)
                .config(config().updates(3).build())
                .listener(new Recorder("a", log))
                .build()
                .fit(data())
                .close();
        assertEquals(
                List.of(
                        "a start baseline 3 UPDATES",
                        "a update 1 epoch 1",
                        "a update 2 epoch 1",
                        "a epoch 1",
                        "a update 3 epoch 2",
                        "a epoch 2",
                        "a end"),
                log);
    }

    @Test
    void endIsCalledWhenTrainingFails() {
        List<String> log = new ArrayList<>();
        Trainer trainer = Trainer.builder(NETWORK)
                .config(config().build())
                .listener(new Recorder("a", log))
                .build();
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(Batches.of()));
        assertEquals(List.of("a start baseline 1 EPOCHS", "a end"), log);
    }

    /** Fails where it is told to. */
    private record Failing(String name, Set<String> where) implements TrainingListener {
        private void at(String event) {
            if (where.contains(event)) {
                throw new IllegalStateException(name + " fails at " + event);
            }
        }

        @Override
        public void onStart(TrainingPlan plan) {
            at("start");
        }

        @Override
        public void onUpdate(UpdateReport report) {
            at("update");
        }

        @Override
        public void onEnd() {
            at("end");
        }
    }

    private static Throwable failure(List<String> log, TrainingListener... listeners) {
        Trainer.Builder builder =
                Trainer.builder(NETWORK).config(config().build()).listener(new Recorder("a", log));
        Stream.of(listeners).forEach(builder::listener);
        Trainer trainer = builder.listener(new Recorder("z", log)).build();
        return assertThrows(RuntimeException.class, () -> trainer.fit(data()));
    }

    private static List<String> suppressed(Throwable e) {
        return Stream.of(e.getSuppressed())
                .flatMap(s -> Stream.concat(Stream.of(s.getMessage()), suppressed(s).stream()))
                .toList();
    }

    @Test
    void aListenerThatFailsKeepsNoOtherFromItsEnd() {
        List<String> log = new ArrayList<>();
        Throwable e = failure(log, new Failing("b", Set.of("update", "end")), new Failing("c", Set.of("end")));
        assertEquals("b fails at update", e.getMessage());
        assertEquals(List.of("b fails at end", "c fails at end"), suppressed(e));
        assertEquals(
                List.of(
                        "a start baseline 1 EPOCHS",
                        "z start baseline 1 EPOCHS",
                        "a update 1 epoch 1",
                        "a end",
                        "z end"),
                log);
        log.clear();
        e = failure(log, new Failing("b", Set.of("end")), new Failing("c", Set.of("end")));
        assertEquals("b fails at end", e.getMessage());
        assertEquals(List.of("c fails at end"), suppressed(e));
        assertEquals(List.of("a end", "z end"), log.subList(log.size() - 2, log.size()));
    }

    @Test
    void onlyThoseThatWereToldOfTheStartAreToldOfTheEnd() {
        List<String> log = new ArrayList<>();
        Throwable e = failure(log, new Failing("b", Set.of("start", "end")));
        assertEquals("b fails at start", e.getMessage());
        assertEquals(List.of("b fails at end"), suppressed(e));
        assertEquals(List.of("a start baseline 1 EPOCHS", "a end"), log);
    }

    @ParameterizedTest
    @EnumSource(MethodType.class)
    void lossIsTheWeightedSumOfTheReportedTerms(MethodType standard) {
        Method method = TestMethods.of(
                standard,
                Map.of(
                        Setting.ALPHA, 0.7,
                        Setting.BETA, 0.4,
                        Setting.LAMBDA, 0.2,
                        Setting.EPSILON, 0.5,
                        Setting.DEVIATION, 0.5,
                        Setting.RAMP_UP, 3));
        Objective objective = method.objective();
        List<UpdateReport> reports = new ArrayList<>();
        Trainer.builder(NETWORK)
                .config(config().method(method).updates(5).build())
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        reports.add(report);
                    }
                })
                .build()
                .fit(data())
                .close();
        assertEquals(5, reports.size());
        for (UpdateReport report : reports) {
            long update = report.update() - 1;
            Set<String> names = new java.util.HashSet<>(Set.of("cross_entropy"));
            double loss = report.terms().get("cross_entropy");
            for (Objective.Term<CleanLoss> term : objective.cleanTerms()) {
                names.add(term.loss().name());
                loss += term.weight().at(update)
                        * report.terms().get(term.loss().name());
            }
            if (objective.perturbation().isPresent()) {
                Objective.Perturbation p = objective.perturbation().get();
                for (Objective.Term<PerturbedLoss> term : p.losses().terms()) {
                    names.add(term.loss().name());
                    loss += p.alpha().at(update)
                            * term.weight().at(update)
                            * report.terms().get(term.loss().name());
                }
            }
            assertEquals(names, report.terms().keySet());
            assertEquals(loss, report.loss(), 1e-5 * Math.max(1, Math.abs(loss)));
        }
    }

    @Test
    void durationCountsAreThoseOfTheConfiguration() {
        assertEquals(
                new Duration(Duration.Unit.EPOCHS, 2),
                config().epochs(2).build().duration());
        assertEquals(
                new Duration(Duration.Unit.UPDATES, 2),
                config().updates(2).build().duration());
    }
}

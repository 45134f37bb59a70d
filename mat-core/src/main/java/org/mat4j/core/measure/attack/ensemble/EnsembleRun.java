package org.mat4j.core.measure.attack.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** An evaluation under way, batch by batch. */
final class EnsembleRun implements AutoCloseable {
    private final StandardEnsemble ensemble;
    private final Classifier classifier;
    private final Map<EnsembleAttack, Oracle> oracles = new EnumMap<>(EnsembleAttack.class);
    private final Map<EnsembleAttack, EnsembleResult.Stage> stages = new EnumMap<>(EnsembleAttack.class);
    private final List<Boolean> correct = new ArrayList<>();
    private final List<Boolean> robust = new ArrayList<>();

    /** A search on an example. */
    private record Chase(Victim victim, Search search, int target) {
        Oracle.Question question() {
            return new Oracle.Question(search.point(), victim.label(), target);
        }
    }

    /** Which examples a run fooled, and for how many its first point has no gradient. */
    private record Outcome(List<Victim> fooled, int flat) {}

    EnsembleRun(StandardEnsemble ensemble, Classifier classifier) {
        this.ensemble = ensemble;
        this.classifier = classifier;
        for (EnsembleAttack attack : ensemble.attacks()) {
            oracles.put(attack, new Oracle(classifier, ensemble.threat().bounds(), attack));
            stages.put(attack, new EnsembleResult.Stage(attack, 0, 0, 0));
        }
    }

    /** Attacks a batch. */
    void add(DataSet batch) {
        int[] labels = classifier.check().labels(batch).argMax(1).toIntVector();
        INDArray x = classifier.check().features(batch.getFeatures()).castTo(classifier.dataType());
        ensemble.threat().bounds().require(x);
        LogitRows logits = LogitRows.of(classifier, x);
        double[] inputs = Oracle.values(x);
        long[] batchShape = x.shape();
        long[] shape = Arrays.copyOfRange(batchShape, 1, batchShape.length);
        List<Victim> left = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            boolean right = logits.predicted(i) == labels[i];
            if (right) {
                double[] input = Oracle.part(inputs, labels.length, i);
                left.add(Victim.of(input, shape, labels[i], logits.row(i), ensemble.seed(), correct.size()));
            }
            correct.add(right);
            robust.add(right);
        }
        ensemble.attacks().forEach(attack -> attack(attack, left, labels.length));
    }

    /** Takes those examples away that the attack fools. */
    private void attack(EnsembleAttack attack, List<Victim> left, int capacity) {
        int attacked = left.size();
        int flat = 0;
        int runs = attack.runs(ensemble, classifier.classCount());
        for (int run = 0; run < runs && !left.isEmpty(); run++) {
            int number = run;
            List<Chase> chases = left.stream()
                    .map(victim -> new Chase(
                            victim,
                            attack.search(ensemble, victim, number),
                            victim.others()[Math.min(number, victim.others().length - 1)]))
                    .toList();
            Outcome outcome = run(oracles.get(attack), chases, capacity);
            left.removeAll(outcome.fooled);
            flat += run == 0 ? outcome.flat : 0;
        }
        stages.merge(attack, new EnsembleResult.Stage(attack, attacked, left.size(), flat), EnsembleResult.Stage::plus);
    }

    private Outcome run(Oracle oracle, List<Chase> chases, int capacity) {
        List<Victim> fooled = new ArrayList<>();
        List<Chase> open = chases;
        int flat = 0;
        while (!open.isEmpty()) {
            List<Answer> answers = oracle.ask(open.stream().map(Chase::question).toList(), capacity);
            flat += open == chases
                    ? (int) answers.stream().filter(Answer::isFlat).count()
                    : 0;
            List<Chase> still = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Chase chase = open.get(i);
                Victim victim = chase.victim;
                if (answers.get(i).predicted() != victim.label()
                        && ensemble.threat().allows(victim.x(), chase.search.point())) {
                    fooled.add(victim);
                    robust.set(victim.number(), false);
                } else if (chase.search.take(answers.get(i))) {
                    still.add(chase);
                }
            }
            open = still;
        }
        return new Outcome(fooled, flat);
    }

    EnsembleResult result() {
        if (correct.isEmpty()) {
            throw new IllegalArgumentException("there is no example to attack: the data is empty");
        }
        return new EnsembleResult(ensemble, correct, robust, List.copyOf(stages.values()));
    }

    @Override
    public void close() {
        oracles.values().forEach(Oracle::close);
    }
}

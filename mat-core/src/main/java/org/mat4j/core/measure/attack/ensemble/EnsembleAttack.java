package org.mat4j.core.measure.attack.ensemble;

import java.util.Optional;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.method.loss.Margin;
import org.nd4j.autodiff.samediff.SDVariable;

/** The attacks of the ensemble, in the order in which they are made. */
public enum EnsembleAttack {
    /**
     * APGD towards any wrong class. It follows the {@link Margin}, of which the cross-entropy is a rising function: all
     * directions, comparisons and thus points are the cross-entropy's, but for rounding, which spoils the latter's where the model is
     * sure.
     */
    APGD_CE(true) {
        @Override
        Optional<SDVariable> loss(SDVariable logits, SDVariable labels, SDVariable targets) {
            return Optional.of(Margin.of(logits, labels));
        }

        @Override
        int runs(StandardEnsemble ensemble, int classCount) {
            return ensemble.threat().norm() == Ball.L1 ? SPARSE_RESTARTS : 1;
        }

        @Override
        Search search(StandardEnsemble ensemble, Victim victim, int run) {
            return gradient(ensemble, victim, run == 0 ? 0 : SQUARE_STREAM - run);
        }
    },

    /** APGD towards each of the likeliest wrong classes in turn, by the difference-of-logits ratio. */
    APGD_T(true) {
        @Override
        Optional<SDVariable> loss(SDVariable logits, SDVariable labels, SDVariable targets) {
            return Optional.of(LogitsRatio.of(logits, labels, targets, (int) labels.getShape()[1]));
        }

        @Override
        int runs(StandardEnsemble ensemble, int classCount) {
            return Math.min(ensemble.targets(), classCount - 1);
        }

        @Override
        Search search(StandardEnsemble ensemble, Victim victim, int run) {
            return gradient(ensemble, victim, run + 1);
        }
    },

    /** FAB towards each of the likeliest wrong classes in turn: the smallest perturbation, whatever epsilon is. */
    FAB_T(true) {
        @Override
        Optional<SDVariable> loss(SDVariable logits, SDVariable labels, SDVariable targets) {
            return Optional.of(logits.mul(targets.sub(labels)).sum(1));
        }

        @Override
        int runs(StandardEnsemble ensemble, int classCount) {
            return Math.min(ensemble.targets(), classCount - 1);
        }

        @Override
        Search search(StandardEnsemble ensemble, Victim victim, int run) {
            return new BoundarySearch(ensemble.threat(), victim, ensemble.iterations());
        }
    },

    /** Random search by squares, which knows the logits alone. */
    SQUARE(false) {
        @Override
        Optional<SDVariable> loss(SDVariable logits, SDVariable labels, SDVariable targets) {
            return Optional.empty();
        }

        @Override
        int runs(StandardEnsemble ensemble, int classCount) {
            return 1;
        }

        @Override
        Search search(StandardEnsemble ensemble, Victim victim, int run) {
            return new SquareSearch(ensemble.threat(), victim, ensemble.queries(), victim.random(SQUARE_STREAM));
        }
    };

    private static final int SQUARE_STREAM = -1;
    private static final int SPARSE_RESTARTS = 5;

    private final boolean whiteBox;

    EnsembleAttack(boolean whiteBox) {
        this.whiteBox = whiteBox;
    }

    /** Short lower-case name, as in the publication. */
    public String id() {
        return Spelling.of(this);
    }

    /** Whether it is made in a ball: Square is not in that of {@link Ball#L1}. */
    public boolean isMadeIn(Ball ball) {
        return this != SQUARE || ball != Ball.L1;
    }

    /** Whether it knows the model's gradients, not only its logits. */
    public boolean whiteBox() {
        return whiteBox;
    }

    /**
     * The loss that it makes rise, [n]; none for a black box.
     *
     * @param logits [n, m]
     * @param labels one-hot, [n, m]
     * @param targets the class wanted in a run, one-hot, [n, m]
     */
    abstract Optional<SDVariable> loss(SDVariable logits, SDVariable labels, SDVariable targets);

    /** Number of searches on one example; the r-th wants the r-th of its other classes, if any in particular. */
    abstract int runs(StandardEnsemble ensemble, int classCount);

    abstract Search search(StandardEnsemble ensemble, Victim victim, int run);

    private static Search gradient(StandardEnsemble ensemble, Victim victim, int stream) {
        Threat threat = ensemble.threat();
        return threat.norm() == Ball.L1
                ? new SparseProjectedGradient(threat, victim.x(), ensemble.iterations(), victim.random(stream))
                : new AutoProjectedGradient(threat, victim.x(), ensemble.iterations(), victim.random(stream));
    }
}

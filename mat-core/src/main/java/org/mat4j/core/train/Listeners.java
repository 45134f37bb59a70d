package org.mat4j.core.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;

/** Several listeners that are told as one, in their order; checkpoints keep the states of the resumable ones. */
public final class Listeners implements TrainingListener, TrainingPart {

    private static final String PREFIX = "listener/";

    private final List<TrainingListener> all;
    private final List<ResumableListener> resumable;
    private final List<ModelListener> looking;
    private int started;

    /** @throws IllegalArgumentException if two of them have a state of the same name */
    public Listeners(List<? extends TrainingListener> listeners) {
        all = List.copyOf(listeners);
        resumable = only(ResumableListener.class);
        looking = only(ModelListener.class);
        Set<String> names = new HashSet<>();
        resumable.forEach(l -> Checks.require(
                names.add(l.stateName()),
                "the state of a listener",
                "'" + l.stateName() + "' twice",
                "a name of its own"));
    }

    private <T> List<T> only(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void onStart(TrainingPlan plan) {
        for (TrainingListener listener : all) {
            started++;
            listener.onStart(plan);
        }
    }

    @Override
    public void onResume(long update, int epoch) {
        all.forEach(l -> l.onResume(update, epoch));
    }

    @Override
    public void onUpdate(UpdateReport report) {
        all.forEach(l -> l.onUpdate(report));
    }

    /** After {@link #onUpdate}: shows the model to the listeners that ask for it in the round, the same copy to all of them. */
    public void onModel(TrainingStep step) {
        long update = step.progress().update();
        List<ModelListener> asking = looking.stream()
                .filter(l -> step.lastRound().anyMatch(l::wantsModel))
                .toList();
        if (!asking.isEmpty()) {
            try (TrainedModel copy = step.model()) {
                asking.forEach(l -> l.onModel(update, copy));
            }
        }
    }

    @Override
    public void onEpoch(int epoch) {
        all.forEach(l -> l.onEpoch(epoch));
    }

    @Override
    public void onEvaluation(EvaluationReport report) {
        all.forEach(l -> l.onEvaluation(report));
    }

    /**
     * Tells all that were told of the start, also after one of them fails: the first failure is thrown, with the others
     * suppressed in it.
     */
    @Override
    public void onEnd() {
        List<TrainingListener> ending = all.subList(0, started);
        started = 0;
        end(ending);
    }

    @SuppressWarnings("try") // the others are not mentioned, but ended
    private static void end(List<TrainingListener> listeners) {
        if (!listeners.isEmpty()) {
            try (End others = () -> end(listeners.subList(1, listeners.size()))) {
                listeners.get(0).onEnd();
            }
        }
    }

    /** What happens at the end, in any case. */
    @FunctionalInterface
    interface End extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void save(Checkpoint checkpoint) {
        resumable.forEach(l -> checkpoint.addValue(PREFIX + l.stateName(), l.state()));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        for (ResumableListener listener : resumable) {
            String name = PREFIX + listener.stateName();
            if (!checkpoint.hasValue(name)) {
                throw new CheckpointException("the checkpoint has no state of the listener '" + listener.stateName()
                        + "', whose record would have a gap; resume without that listener");
            }
            listener.restore(checkpoint.value(name, byte[].class));
        }
    }
}

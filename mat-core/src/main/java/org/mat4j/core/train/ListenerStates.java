package org.mat4j.core.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;

/** The records of the listeners that can go on. */
final class ListenerStates implements TrainingPart {

    private static final String PREFIX = "listener/";

    private final List<ResumableListener> listeners;

    ListenerStates(List<TrainingListener> all) {
        listeners = all.stream()
                .filter(ResumableListener.class::isInstance)
                .map(ResumableListener.class::cast)
                .toList();
        Set<String> names = new HashSet<>();
        for (ResumableListener listener : listeners) {
            if (!names.add(listener.stateName())) {
                throw new IllegalArgumentException("two listeners have a state named '" + listener.stateName()
                        + "'; expected a name of its own for each");
            }
        }
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        listeners.forEach(l -> checkpoint.attachment(PREFIX + l.stateName(), l.state()));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        for (ResumableListener listener : listeners) {
            if (!checkpoint.attachmentNames().contains(PREFIX + listener.stateName())) {
                throw new CheckpointException("the checkpoint has no state of the listener '" + listener.stateName()
                        + "', whose record would have a gap; resume without that listener");
            }
            listener.restore(checkpoint.attachment(PREFIX + listener.stateName()));
        }
    }
}

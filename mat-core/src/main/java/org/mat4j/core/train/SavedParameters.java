package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters and states of a training in its checkpoints. */
record SavedParameters(ParameterSet parameters) implements TrainingPart {

    private static final String PARAMETERS = "parameters";
    private static final String LAYOUT = "layout";
    private static final String STATE_PREFIX = "state/";

    /** How the vector of parameters is divided, and which states there are. */
    private record Layout(Map<String, long[]> parameters, List<String> states) {}

    /** Those of a checkpoint by name. */
    static Map<String, INDArray> in(Checkpoint checkpoint) {
        Layout layout = checkpoint.value(LAYOUT, Layout.class);
        Map<String, INDArray> values = ParameterSet.slices(checkpoint.array(PARAMETERS), layout.parameters());
        layout.states().forEach(name -> values.put(name, checkpoint.array(STATE_PREFIX + name)));
        return values;
    }

    @Override
    public void save(Checkpoint checkpoint) {
        checkpoint.addArray(PARAMETERS, parameters.flat());
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters
                .names()
                .forEach(name -> shapes.put(name, parameters.parameter(name).shape()));
        checkpoint.addValue(LAYOUT, new Layout(shapes, parameters.stateNames()));
        parameters.stateNames().forEach(name -> checkpoint.addArray(STATE_PREFIX + name, parameters.state(name)));
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        checkpoint.copyTo(PARAMETERS, parameters.flat());
        parameters.stateNames().forEach(name -> checkpoint.copyTo(STATE_PREFIX + name, parameters.state(name)));
    }
}

package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes down how a model was trained, for the model file.
 *
 * @param classNames in the order of the logits
 * @param provenance what the application tells
 */
record TrainingRecord(Network network, List<String> classNames, Map<String, String> provenance) {

    private static final String CLASS_NAMES = "classNames";
    private static final String CHANGES = "changes";

    TrainingRecord {
        int m = network.classCount();
        Checks.require(classNames.size() == m, "list of class names", classNames, m + ", one per class");
    }

    void save(Checkpoint checkpoint) {
        checkpoint.addValue(CLASS_NAMES, classNames);
        if (provenance.containsKey(CHANGES)) {
            checkpoint.addValue(CHANGES, provenance.get(CHANGES));
        }
    }

    /** With the class names and the changes that a checkpoint tells of. */
    TrainingRecord resumed(Checkpoint checkpoint) {
        List<String> names = List.of(checkpoint.value(CLASS_NAMES, String[].class));
        TrainingRecord record = new TrainingRecord(network, names, provenance);
        return checkpoint.hasValue(CHANGES) ? record.changed(checkpoint.value(CHANGES, String.class)) : record;
    }

    /** With a change of the settings that was made on the way. */
    TrainingRecord changed(String change) {
        Map<String, String> more = new LinkedHashMap<>(provenance);
        more.merge(CHANGES, change, (earlier, later) -> earlier + "; " + later);
        return new TrainingRecord(network, classNames, more);
    }

    /** What the model file says of a model whose mixture was estimated from what the text says. */
    ModelInfo info(ModelMaker.Selection selection, String mixtureFrom) {
        Map<String, String> training = TrainingSettings.of(network, selection.config());
        training.put("updates", Long.toString(selection.updates()));
        training.put("selected", selection.text());
        training.put("mixtureFrom", mixtureFrom);
        Map<String, String> all = new LinkedHashMap<>(provenance);
        all.put("mat4j", Versions.mat4j());
        all.put("nd4j", Versions.nd4j());
        all.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        all.put("java", Runtime.version().toString());
        all.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return new ModelInfo(network.name(), network.inputShape(), network.latentSize(), classNames, training, all);
    }
}

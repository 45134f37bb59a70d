package org.mat4j.layers.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.mat4j.layers.dl4j.NetworkGraph.Node;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a configuration says of training, which is not taken. */
final class Ignored {

    private static final Logger LOG = LoggerFactory.getLogger(Dl4jNetwork.class);

    private Ignored() {}

    /** Which layers have which settings that are not taken, by the settings. */
    static Map<String, List<String>> settings(NetworkGraph graph) {
        Map<String, List<String>> found = new TreeMap<>();
        for (Node node : graph.nodes().values()) {
            Object part = node.part();
            if (node.frozen()) {
                add(found, "frozen layers", node);
            }
            if (part instanceof Layer layer
                    && layer.getConstraints() != null
                    && !layer.getConstraints().isEmpty()) {
                add(found, "constraints", node);
            }
            if (part instanceof CenterLossOutputLayer) {
                add(found, "center loss", node);
            }
            if (!isCrossEntropy(loss(part))) {
                add(found, "loss " + loss(part), node);
            }
            if (part instanceof BaseLayer layer) {
                if (!isEmpty(layer.getRegularization()) || !isEmpty(layer.getRegularizationBias())) {
                    add(found, "regularization", node);
                }
                if (layer.getGradientNormalization() != GradientNormalization.None) {
                    add(found, "normalization of gradients", node);
                }
            }
        }
        return found;
    }

    /** Null for what has none. */
    private static ILossFunction loss(Object part) {
        return part instanceof BaseOutputLayer output
                ? output.getLossFn()
                : part instanceof LossLayer layer ? layer.getLossFn() : null;
    }

    private static boolean isCrossEntropy(ILossFunction loss) {
        return loss == null || loss instanceof LossMCXENT entropy && entropy.getWeights() == null;
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static void add(Map<String, List<String>> found, String setting, Node node) {
        found.computeIfAbsent(setting, s -> new ArrayList<>()).add(node.label());
    }

    static void warn(NetworkGraph graph) {
        settings(graph)
                .forEach((setting, nodes) -> LOG.warn(
                        "the DL4J configuration's {} are not taken: {}; give them anew in the training's configuration",
                        setting,
                        nodes));
    }
}

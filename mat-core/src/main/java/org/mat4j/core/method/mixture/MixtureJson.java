package org.mat4j.core.method.mixture;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link MixtureState}. */
record MixtureJson(int version, MixtureConfig config, List<Component> classes) {
    private static final int VERSION = 2;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** A class; its covariance is packed as in the state. */
    record Component(boolean meanSeen, boolean covarianceSeen, double[] mean, double[] covariance) {}

    static ObjectNode write(MixtureState state) {
        List<Component> classes = new ArrayList<>();
        for (int k = 0; k < state.classCount(); k++) {
            classes.add(
                    new Component(state.meanSeen[k], state.covarianceSeen[k], state.means[k], state.covariances[k]));
        }
        return MAPPER.valueToTree(new MixtureJson(VERSION, state.config, classes));
    }

    static MixtureState read(JsonNode root) {
        Checks.require(root.isObject(), "mixture", root, "an object");
        int version = root.path("version").asInt();
        Checks.require(version == VERSION, "mixture.version", version, VERSION + ", the one this library reads");
        try {
            return MAPPER.treeToValue(root, MixtureJson.class).state();
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("mixture" + path(e) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("mixture: " + e.getOriginalMessage(), e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(
                        r -> path.append(r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName()));
        return path.toString();
    }

    private MixtureState state() {
        Checks.atLeast(1, "length of mixture.classes", classes.size());
        MixtureState state = new MixtureState(config, classes.size(), classes.get(0).mean.length);
        for (int k = 0; k < classes.size(); k++) {
            Component component = classes.get(k);
            String path = "mixture.classes[" + k + "]";
            state.meanSeen[k] = component.meanSeen;
            state.covarianceSeen[k] = component.covarianceSeen;
            copy(component.mean, state.means[k], path + ".mean");
            copy(component.covariance, state.covariances[k], path + ".covariance");
        }
        return state;
    }

    private static void copy(double[] from, double[] to, String path) {
        Checks.require(from.length == to.length, "length of " + path, from.length, to.length + "");
        for (int i = 0; i < from.length; i++) {
            Checks.require(Double.isFinite(from[i]), path + "[" + i + "]", from[i], "a finite number");
            to[i] = from[i];
        }
    }
}

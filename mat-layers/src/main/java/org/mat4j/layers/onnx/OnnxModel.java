package org.mat4j.layers.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.DecisionRule;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.model.Versions;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Makes the ONNX model of a trained one: its network, its mixture, its decision rule, and what is known of it. */
final class OnnxModel {

    private static final List<String> NAMES = List.of(
            Classifier.INPUT,
            Classifier.LOGITS,
            OnnxExport.PROBABILITIES,
            Classifier.LATENT,
            OnnxExport.POSTERIOR,
            OnnxExport.SCORE,
            OnnxExport.FOREIGN);

    /** The version of the file format that came with the {@linkplain OnnxGraph#OPERATOR_SET operators}. */
    private static final int FORMAT = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private OnnxModel() {}

    static ModelProto of(TrainedModel model) {
        ModelProto.Builder onnx = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("MAT4J")
                .setProducerVersion(Versions.mat4j())
                .setDomain("org.mat4j")
                .setGraph(graph(model));
        onnx.addOpsetImportBuilder().setVersion(OnnxGraph.OPERATOR_SET);
        metadata(model)
                .forEach((key, value) ->
                        onnx.addMetadataPropsBuilder().setKey(key).setValue(value));
        return onnx.build();
    }

    private static GraphProto graph(TrainedModel model) {
        ModelInfo info = model.info();
        DecisionRule rule = model.decisionRule();
        OnnxGraph onnx = new OnnxGraph(NAMES);
        onnx.input(Classifier.INPUT, "not yet preprocessed; images in [0, 1], the channels last", info.inputShape());
        GraphTranslation network = new GraphTranslation(
                model.classifier().graph(),
                Classifier.INPUT,
                info.inputShape(),
                List.of(Classifier.LATENT, Classifier.LOGITS),
                onnx);
        String latent = network.value(Classifier.LATENT);
        String logits = network.value(Classifier.LOGITS);
        String scaled =
                onnx.add("Div", OnnxExport.PROBABILITIES, logits, onnx.number("temperature", rule.temperature()));
        String probabilities =
                onnx.add("Softmax", OnnxExport.PROBABILITIES, List.of(Attributes.integer("axis", 1)), scaled);
        MixtureOutputs mixture = MixtureOutputs.of(model.mixture(), onnx, latent);
        String threshold = onnx.doubles("threshold", new double[] {rule.foreignAbove()});
        String foreign = onnx.add("Greater", OnnxExport.FOREIGN, mixture.score(), threshold);
        String posterior = onnx.cast(OnnxExport.POSTERIOR, DataType.FLOAT, mixture.posterior());
        String score = onnx.cast(OnnxExport.SCORE, DataType.FLOAT, mixture.score());
        int m = info.classCount();
        onnx.output(Classifier.LOGITS, DataType.FLOAT, "scores of the classes", logits, m);
        onnx.output(OnnxExport.PROBABILITIES, DataType.FLOAT, "softmax(logits / temperature)", probabilities, m);
        onnx.output(Classifier.LATENT, DataType.FLOAT, "features z of the last layer", latent, info.latentSize());
        onnx.output(OnnxExport.POSTERIOR, DataType.FLOAT, "p(class | z) of the mixture of the latent", posterior, m);
        onnx.output(OnnxExport.SCORE, DataType.FLOAT, "-log q(z): large for examples unlike the training's", score);
        onnx.output(OnnxExport.FOREIGN, DataType.BOOL, "whether the score is above the threshold", foreign);
        return onnx.build(info.network());
    }

    private static Map<String, String> metadata(TrainedModel model) {
        ModelInfo info = model.info();
        DecisionRule rule = model.decisionRule();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("network", info.network());
        metadata.put("classNames", JSON.valueToTree(info.classNames()).toString());
        metadata.put("temperature", Double.toString(rule.temperature()));
        metadata.put("foreignAbove", Double.toString(rule.foreignAbove()));
        metadata.put("foreignRate", Double.toString(rule.foreignRate()));
        info.training().forEach((key, value) -> metadata.put("training." + key, value));
        info.provenance().forEach((key, value) -> metadata.put("provenance." + key, value));
        for (String name : model.attachmentNames()) {
            model.attachment(name).flatMap(OnnxModel::text).ifPresent(text -> metadata.put("attachment." + name, text));
        }
        return metadata;
    }

    private static Optional<String> text(byte[] content) {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

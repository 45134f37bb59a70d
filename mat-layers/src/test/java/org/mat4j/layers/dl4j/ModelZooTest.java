package org.mat4j.layers.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Nd4jActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Which networks of DL4J's model zoo can be converted. */
class ModelZooTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "deeplearning4j.md");
    private static final String START =
            "<!-- written by ModelZooTest: mvn -q test -pl mat-layers -am -Dtest=ModelZooTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dzoo=write -->\n";
    private static final String END = "<!-- end of what is written -->";

    /** Without making a parameter. With -Dzoo=write the document is written instead. */
    @Test
    void isAsTheDocumentSays() throws IOException {
        String written = supported() + "\n| network | trained parameters | latent | |\n|---|--:|--:|---|\n";
        for (Zoo zoo : Zoo.values()) {
            written += "| " + zoo.title + " | " + row(zoo) + " |\n";
        }
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(START) + START.length();
        int to = document.indexOf(END);
        if ("write".equals(System.getProperty("zoo"))) {
            Files.writeString(DOCUMENT, document.substring(0, from) + written + document.substring(to));
        } else {
            assertEquals(written, document.substring(from, to));
        }
    }

    private static String supported() {
        return "- layers: " + names(Conversions.LAYERS.names()) + "\n- vertices: " + names(Conversions.VERTICES.names())
                + "\n- preprocessors: " + names(Conversions.PREPROCESSORS.names()) + "\n- activations: "
                + names(Nd4jActivation.supported()) + "\n";
    }

    private static String names(List<String> names) {
        return "`" + String.join("`, `", names) + "`";
    }

    private static String row(Zoo zoo) {
        try {
            Object configuration = zoo.configuration(zoo.size);
            Dl4jNetwork<?> network = zoo.network(configuration);
            assertEquals(Zoo.parameters(configuration), network.parameterCount(), zoo.title);
            return String.format(Locale.ROOT, "%,d | %d | converted", network.parameterCount(), network.latentSize());
        } catch (UnsupportedLayersException e) {
            String first = e.problems().get(0);
            int more = e.problems().size() - 1;
            return " | | refused: " + first + (more == 0 ? "" : ", and " + more + " more");
        } catch (IllegalArgumentException | IllegalStateException e) {
            return " | | DL4J's own error: " + e.getMessage();
        }
    }

    /** In single precision, as DL4J initializes it; some in images smaller than the zoo's. */
    @ParameterizedTest
    @CsvSource({"LE_NET,28", "SIMPLE_CNN,32", "SQUEEZE_NET,51"})
    void givesWhatDl4jGives(Zoo zoo, int size) {
        Nd4j.getRandom().setSeed(3);
        INDArray x = Nd4j.rand(DataType.FLOAT, 2, zoo.channels, size, size);
        Object configuration = zoo.configuration(size);
        Dl4jNetwork<?> network;
        INDArray expected;
        if (configuration instanceof MultiLayerConfiguration layers) {
            MultiLayerNetwork dl4j = new MultiLayerNetwork(layers);
            dl4j.init();
            network = Dl4jNetwork.of(dl4j, zoo.inputType(size));
            expected = dl4j.output(x);
        } else {
            ComputationGraph dl4j = new ComputationGraph((ComputationGraphConfiguration) configuration);
            dl4j.init();
            network = Dl4jNetwork.of(dl4j, zoo.inputType(size));
            expected = dl4j.outputSingle(x);
        }
        try (Classifier classifier = Classifier.of(network, ParameterSet.initialize(network, DataType.FLOAT, 1))) {
            INDArray actual = Transforms.softmax(classifier.logits(x), true);
            assertTrue(expected.equalsWithEps(actual, 1e-5), expected + " and " + actual);
            assertTrue(expected.stdNumber().doubleValue() > 1e-4, "all classes alike");
        }
    }
}

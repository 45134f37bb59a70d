package org.mat4j.layers.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.zoo.model.AlexNet;
import org.deeplearning4j.zoo.model.Darknet19;
import org.deeplearning4j.zoo.model.FaceNetNN4Small2;
import org.deeplearning4j.zoo.model.InceptionResNetV1;
import org.deeplearning4j.zoo.model.LeNet;
import org.deeplearning4j.zoo.model.NASNet;
import org.deeplearning4j.zoo.model.ResNet50;
import org.deeplearning4j.zoo.model.SimpleCNN;
import org.deeplearning4j.zoo.model.SqueezeNet;
import org.deeplearning4j.zoo.model.TextGenerationLSTM;
import org.deeplearning4j.zoo.model.TinyYOLO;
import org.deeplearning4j.zoo.model.UNet;
import org.deeplearning4j.zoo.model.VGG16;
import org.deeplearning4j.zoo.model.VGG19;
import org.deeplearning4j.zoo.model.Xception;
import org.deeplearning4j.zoo.model.YOLO2;
import org.nd4j.linalg.activations.Activation;

/** The networks of DL4J's model zoo, for 10 classes. */
enum Zoo {
    LE_NET("LeNet", 28, 1) {
        @Override
        Object configuration(int size) {
            return LeNet.builder().numClasses(CLASSES).build().conf();
        }
    },
    SIMPLE_CNN("SimpleCNN", 48, 3) {
        @Override
        Object configuration(int size) {
            return SimpleCNN.builder()
                    .numClasses(CLASSES)
                    .inputShape(shape(size))
                    .build()
                    .conf();
        }
    },
    ALEX_NET("AlexNet", 224, 3) {
        @Override
        Object configuration(int size) {
            return AlexNet.builder().numClasses(CLASSES).build().conf();
        }
    },
    VGG_16("VGG16", 224, 3) {
        @Override
        Object configuration(int size) {
            return VGG16.builder().numClasses(CLASSES).build().conf();
        }
    },
    VGG_19("VGG19", 224, 3) {
        @Override
        Object configuration(int size) {
            return VGG19.builder().numClasses(CLASSES).build().conf();
        }
    },
    RES_NET_50("ResNet50", 224, 3) {
        @Override
        Object configuration(int size) {
            return ResNet50.builder().numClasses(CLASSES).build().graphBuilder().build();
        }
    },
    DARKNET_19("Darknet19", 224, 3) {
        @Override
        Object configuration(int size) {
            return Darknet19.builder()
                    .numClasses(CLASSES)
                    .inputShape(shape(size))
                    .build()
                    .conf();
        }
    },
    SQUEEZE_NET("SqueezeNet", 227, 3) {
        @Override
        Object configuration(int size) {
            return graph(SqueezeNet.builder().numClasses(CLASSES).build().graphBuilder(), size);
        }
    },
    XCEPTION("Xception", 299, 3) {
        @Override
        Object configuration(int size) {
            return graph(Xception.builder().numClasses(CLASSES).build().graphBuilder(), size);
        }
    },
    INCEPTION_RES_NET_V1("InceptionResNetV1", 160, 3) {
        @Override
        Object configuration(int size) {
            // As its init does.
            GraphBuilder builder = InceptionResNetV1.builder().build().graphBuilder("input");
            Layer output = new CenterLossOutputLayer.Builder()
                    .activation(Activation.SOFTMAX)
                    .nOut(CLASSES)
                    .build();
            builder.addLayer("bottleneck", new DenseLayer.Builder().nOut(128).build(), "avgpool")
                    .addLayer("output", output, "bottleneck")
                    .setOutputs("output");
            return graph(builder, size);
        }
    },
    FACE_NET("FaceNetNN4Small2", 96, 3) {
        @Override
        Object configuration(int size) {
            return FaceNetNN4Small2.builder().numClasses(CLASSES).build().conf();
        }
    },
    U_NET("UNet", 512, 3) {
        @Override
        Object configuration(int size) {
            return graph(UNet.builder().build().graphBuilder(), size);
        }
    },
    TINY_YOLO("TinyYOLO", 416, 3) {
        @Override
        Object configuration(int size) {
            return TinyYOLO.builder().numClasses(CLASSES).build().conf();
        }
    },
    YOLO_2("YOLO2", 608, 3) {
        @Override
        Object configuration(int size) {
            return YOLO2.builder().numClasses(CLASSES).build().conf();
        }
    },
    NAS_NET("NASNet", 224, 3) {
        @Override
        Object configuration(int size) {
            return graph(NASNet.builder().numClasses(CLASSES).build().graphBuilder(), size);
        }
    },
    TEXT_GENERATION("TextGenerationLSTM", 40, 1) {
        @Override
        Object configuration(int size) {
            return TextGenerationLSTM.builder()
                    .inputShape(new int[] {size, CLASSES})
                    .totalUniqueCharacters(CLASSES)
                    .build()
                    .conf();
        }
    };

    static final int CLASSES = 10;

    /** What the zoo calls it. */
    final String title;
    /** Height and width of its images by default. */
    final int size;

    final int channels;

    Zoo(String title, int size, int channels) {
        this.title = title;
        this.size = size;
        this.channels = channels;
    }

    /** Its configuration for images of a size; some build none other than the default's. */
    abstract Object configuration(int size);

    static int[] shape(int size) {
        return new int[] {3, size, size};
    }

    static ComputationGraphConfiguration graph(GraphBuilder builder, int size) {
        return builder.addInputs("input")
                .setInputTypes(InputType.convolutional(size, size, 3))
                .build();
    }

    InputType inputType(int size) {
        return InputType.convolutional(size, size, channels);
    }

    Dl4jNetwork<? extends Model> network(Object configuration) {
        return configuration instanceof MultiLayerConfiguration layers
                ? Dl4jNetwork.of(layers, inputType(size))
                : Dl4jNetwork.of((ComputationGraphConfiguration) configuration, inputType(size));
    }

    /** How many trained numbers DL4J says that there are, without running statistics. */
    static long parameters(Object configuration) {
        List<Layer> layers = configuration instanceof MultiLayerConfiguration c
                ? c.getConfs().stream().map(NeuralNetConfiguration::getLayer).toList()
                : ((ComputationGraphConfiguration) configuration)
                        .getVertices().values().stream()
                                .filter(LayerVertex.class::isInstance)
                                .map(vertex ->
                                        ((LayerVertex) vertex).getLayerConf().getLayer())
                                .toList();
        return layers.stream().mapToLong(Zoo::parameters).sum();
    }

    private static long parameters(Layer layer) {
        long all = layer.initializer().numParams(layer);
        return layer instanceof BatchNormalization normalization ? all - 2 * normalization.getNOut() : all;
    }
}

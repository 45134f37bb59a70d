package org.mat4j.layers.dl4j;

import java.util.List;
import org.mat4j.layers.block.Nd4jActivation;

/** A DL4J network has parts that cannot be converted; the message names all of them, and what is supported. */
public final class UnsupportedLayersException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    UnsupportedLayersException(List<String> problems) {
        super("cannot convert the DL4J network: " + String.join("; ", problems) + ". Supported are the layers "
                + Conversions.LAYERS.names() + ", the vertices " + Conversions.VERTICES.names()
                + ", the preprocessors " + Conversions.PREPROCESSORS.names() + " and the activations "
                + Nd4jActivation.supported());
        this.problems = List.copyOf(problems);
    }

    /** For each part that cannot be converted, which one it is and why. */
    public List<String> problems() {
        return problems;
    }
}

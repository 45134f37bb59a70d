package org.mat4j.layers.onnx;

/** Writes an operation of SameDiff in ONNX. */
@FunctionalInterface
interface Translator {

    /**
     * Adds what the operation computes.
     *
     * @return the name of its output's value
     * @throws IllegalArgumentException if its settings cannot be expressed
     */
    String translate(Operation operation);
}

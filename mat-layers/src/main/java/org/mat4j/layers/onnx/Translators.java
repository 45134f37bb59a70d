package org.mat4j.layers.onnx;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What can be expressed: a translator for each name of an operation. */
final class Translators {

    /** By SameDiff's name of the operation. */
    static final SortedMap<String, Translator> ALL;

    static {
        SortedMap<String, Translator> all = new TreeMap<>();
        all.putAll(ArithmeticOperations.TABLE);
        all.putAll(ActivationOperations.TABLE);
        all.putAll(ReductionOperations.TABLE);
        all.putAll(ShapeOperations.TABLE);
        all.putAll(LinearOperations.TABLE);
        all.putAll(ImageOperations.TABLE);
        ALL = Collections.unmodifiableSortedMap(all);
    }

    private Translators() {}

    /** An operator of ONNX with the same inputs in the same order. */
    static Translator same(String operator) {
        return op -> op.add(operator, op.inputs());
    }
}

package org.mat4j.core.engine.program;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a program computes.
 *
 * @param graph the graph
 * @param operations those that the outputs need, in an order in which they can run
 * @param outputs names of the variables to compute
 * @param bindings arrays to read in place of the graph's own
 * @param targets arrays to write outputs to
 */
record ProgramDefinition(
        SameDiff graph,
        List<SameDiffOp> operations,
        List<String> outputs,
        Map<String, INDArray> bindings,
        Map<String, INDArray> targets) {}

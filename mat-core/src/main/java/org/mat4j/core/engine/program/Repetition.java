package org.mat4j.core.engine.program;

import java.util.function.UnaryOperator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A part of a graph that a run carries out several times, each time on what the last one gave: the graph and its memory
 * are those of one time. Such a graph runs in a {@link GraphProgram} alone, and a repetition has no gradient.
 */
public final class Repetition {

    private Repetition() {}

    /**
     * Adds f(f(...f(start))).
     *
     * @param start the first argument
     * @param times how often f is applied, at least 1
     * @param f adds a step to the graph: a value of its argument's shape and type. No other value that it adds may be used
     *     outside of it
     * @return what the last step gives
     */
    public static SDVariable of(SDVariable start, int times, UnaryOperator<SDVariable> f) {
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + ", expected at least 1");
        }
        if (times == 1) {
            return f.apply(start);
        }
        SDVariable carried = new Begin(start).outputVariable();
        return new End(carried, f.apply(carried), times).outputVariable();
    }

    /** Copies the start to the memory that is carried from step to step. */
    static final class Begin extends CompositeOperation {

        private Begin(SDVariable start) {
            super(start.getSameDiff(), start);
        }

        @Override
        public String opName() {
            return "repetition_begin";
        }

        @Override
        protected int[] outputsLike() {
            return new int[] {0};
        }

        @Override
        protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
            calls.add("identity", outputs[0], inputs[0]);
        }
    }

    /** Copies what a step gives to the carried memory, which is also the result. */
    static final class End extends CompositeOperation {

        private final int times;

        private End(SDVariable carried, SDVariable next, int times) {
            super(carried.getSameDiff(), carried, next);
            this.times = times;
        }

        int times() {
            return times;
        }

        @Override
        public String opName() {
            return "repetition_end";
        }

        @Override
        protected int[] outputsLike() {
            return new int[] {0};
        }

        @Override
        protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
            calls.add("identity", outputs[0], inputs[1]);
        }
    }
}

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

    /** Copies its last input to the carried memory. */
    private abstract static class Copy extends CompositeOperation {

        private Copy(SDVariable... inputs) {
            super(inputs[0].getSameDiff(), inputs);
        }

        @Override
        protected final int[] outputsLike() {
            return new int[] {0};
        }

        @Override
        protected final void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
            calls.add("identity", outputs[0], inputs[inputs.length - 1]);
        }
    }

    /** Copies the start to the memory that is carried from step to step. */
    static final class Begin extends Copy {

        private Begin(SDVariable start) {
            super(start);
        }

        @Override
        public String opName() {
            return "repetition_begin";
        }
    }

    /** Copies what a step gives to the carried memory, which is also the result. */
    static final class End extends Copy {

        private final int times;

        private End(SDVariable carried, SDVariable next, int times) {
            super(carried, next);
            this.times = times;
        }

        int times() {
            return times;
        }

        @Override
        public String opName() {
            return "repetition_end";
        }
    }
}

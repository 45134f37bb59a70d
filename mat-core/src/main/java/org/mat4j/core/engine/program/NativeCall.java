package org.mat4j.core.engine.program;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** A native operation bound to the arrays it reads and writes. */
record NativeCall(DifferentialFunction operation, OpContext context) {

    void execute() {
        if (operation instanceof CustomOp custom) {
            Nd4j.exec(custom, context);
        } else {
            Nd4j.exec((Op) operation, context);
        }
    }

    /** Executes a random operation with the generator in this state. */
    void executeRandom(long rootState, long nodeState) {
        if (operation instanceof CustomOp) {
            context.setRngStates(rootState, nodeState);
            execute();
            return;
        }
        // The older kind takes the global generator, which must continue as if nothing had been drawn.
        Random generator = Nd4j.getRandom();
        long root = generator.rootState();
        long node = generator.nodeState();
        generator.setStates(rootState, nodeState);
        try {
            execute();
        } finally {
            generator.setStates(root, node);
        }
    }

    void close() {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot release the context of " + operation.opName(), e);
        }
    }
}

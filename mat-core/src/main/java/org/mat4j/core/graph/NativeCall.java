package org.mat4j.core.graph;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
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

    void close() {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot release the context of " + operation.opName(), e);
        }
    }
}

package org.mat4j.spark.data;

import java.io.Serializable;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.shard.HeldExamples;
import org.mat4j.core.train.shard.Positions;
import org.mat4j.data.example.InputChange;
import org.mat4j.spark.internal.Sent;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The examples of both streams of a shard, as an executor holds them. */
final class HeldShard implements HeldExamples, Serializable { // no record, see Example

    private static final long serialVersionUID = 1L;

    private final PackedExamples labeled;
    private final PackedExamples unlabeled;
    private final long[] inputShape;
    private final int classCount;
    private final Sent<InputChange> change;

    /** @param unlabeled null if there are none */
    HeldShard(
            PackedExamples labeled,
            PackedExamples unlabeled,
            long[] inputShape,
            int classCount,
            Sent<InputChange> change) {
        this.labeled = labeled;
        this.unlabeled = unlabeled;
        this.inputShape = inputShape;
        this.classCount = classCount;
        this.change = change;
    }

    PackedExamples of(StreamKind kind) {
        return kind == StreamKind.LABELED ? labeled : unlabeled;
    }

    /** As they are trained on, one after the other. */
    float[] values(StreamKind kind, Positions positions) {
        int length = (int) ArrayUtil.prodLong(inputShape);
        float[] values = of(kind).values(positions, length);
        InputChange changed = change.get();
        for (int i = 0; i < positions.rows().length; i++) {
            changed.change(values, i * length, inputShape, SeedMixer.mix(positions.seed() + i));
        }
        return values;
    }

    private INDArray inputs(StreamKind kind, Positions positions) {
        return Nd4j.create(
                values(kind, positions), BatchCheck.batchShape(positions.rows().length, inputShape), DataType.FLOAT);
    }

    @Override
    public INDArray labeled(Positions positions) {
        return inputs(StreamKind.LABELED, positions);
    }

    @Override
    public INDArray unlabeled(Positions positions) {
        return inputs(StreamKind.UNLABELED, positions);
    }

    @Override
    public INDArray labels(Positions positions) {
        int[] rows = positions.rows();
        int[] classes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            classes[i] = labeled.labels()[rows[i]];
        }
        return oneHot(classes, classCount);
    }

    /** FLOAT [n, classCount]. */
    static INDArray oneHot(int[] classes, int classCount) {
        float[] values = new float[Math.multiplyExact(classes.length, classCount)];
        for (int i = 0; i < classes.length; i++) {
            values[i * classCount + classes[i]] = 1;
        }
        return Nd4j.create(values, new long[] {classes.length, classCount}, DataType.FLOAT);
    }
}

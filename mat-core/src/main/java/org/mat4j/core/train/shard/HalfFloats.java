package org.mat4j.core.train.shard;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers of an array [1, length] in half precision, see {@link Compression#HALF}. In Java, as ND4J's own conversion back takes several times as long.
 *
 * @param type of the array
 * @param halves IEEE 754 binary16, rounded to the nearest; NaN for what is not finite
 * @param unit they are multiplied by, a power of two
 */
record HalfFloats(DataType type, short[] halves, double unit) implements SentArray {

    private static final int LARGEST_EXPONENT = 14; // one below that of binary16, so that rounding up does not overflow
    private static final int SMALLEST_NORMAL = Float.floatToRawIntBits(0x1p-14f);
    private static final int BIAS = (127 - 15) << 23; // between the exponents of float and binary16, in a float's place
    private static final int CUT = 13; // bits of a float's fraction
    private static final int SIGN = 0x8000;
    private static final int NAN = 0x7e00;
    private static final float[] VALUES = new float[1 << Short.SIZE];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = value(i);
        }
    }

    /** Of an array of FLOAT or DOUBLE, [1, length]. */
    static HalfFloats of(INDArray array) {
        float[] values = array.reshape(array.length()).toFloatVector();
        float largest = 0;
        for (float value : values) {
            float size = Math.abs(value);
            largest = size > largest && size <= Float.MAX_VALUE ? size : largest;
        }
        double unit = Math.scalb(1.0, Math.getExponent(largest) - LARGEST_EXPONENT);
        double scale = 1 / unit;
        short[] halves = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            halves[i] = half((float) (values[i] * scale));
        }
        return new HalfFloats(array.dataType(), halves, unit);
    }

    private static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int size = bits & Integer.MAX_VALUE;
        int half;
        if (!Float.isFinite(value)) {
            half = NAN;
        } else if (size < SMALLEST_NORMAL) {
            half = (int) Math.rint(Math.abs(value) * 0x1p24);
        } else {
            int toNearest = (1 << CUT - 1) - 1 + (size >>> CUT & 1);
            half = size - BIAS + toNearest >>> CUT;
        }
        return (short) (bits >>> 16 & SIGN | half);
    }

    @Override
    public INDArray toArray() {
        float[] values = new float[halves.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (VALUES[Short.toUnsignedInt(halves[i])] * unit);
        }
        return Nd4j.createFromArray(values).reshape(1, values.length).castTo(type);
    }

    private static float value(int bits) {
        int size = bits & 0x7fff;
        float value;
        if (size >= NAN) {
            value = Float.NaN;
        } else if (size < 0x400) {
            value = size * 0x1p-24f;
        } else {
            value = Float.intBitsToFloat((size << CUT) + BIAS);
        }
        return (bits & SIGN) == 0 ? value : -value;
    }
}

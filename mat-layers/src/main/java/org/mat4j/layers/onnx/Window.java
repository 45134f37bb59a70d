package org.mat4j.layers.onnx;

import static org.mat4j.layers.onnx.Attributes.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;

/**
 * What slides over images in a convolution or pooling, whose arguments begin with kernel, stride, padding and dilation (height
 * and width each) and the padding mode.
 *
 * @param channelsLast whether the images have their channels last
 */
record Window(Operation op, boolean channelsLast) {

    private static final int SAME = 1;

    Window {
        long mode = op.integers()[8];
        op.require(mode == 0 || mode == SAME, "padding mode", mode, "0, by given sizes, or 1, to the same size");
    }

    /** The attributes that all have. */
    List<AttributeProto> attributes() {
        long[] a = op.integers();
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(integers("kernel_shape", a[0], a[1]));
        attributes.add(integers("strides", a[2], a[3]));
        long height = a[8] == SAME ? samePadding(0) : 2 * a[4];
        long width = a[8] == SAME ? samePadding(1) : 2 * a[5];
        // Of an odd number the larger part is behind.
        attributes.add(integers("pads", height / 2, width / 2, height - height / 2, width - width / 2));
        return attributes;
    }

    /** Attribute of those that may have holes. */
    AttributeProto dilations() {
        return integers("dilations", op.integers()[6], op.integers()[7]);
    }

    /** In all, for size / stride places, rounded up. ONNX's own rule is not for windows with holes in every runtime. */
    private long samePadding(int axis) {
        long size = op.shape(0)[(channelsLast ? 1 : 2) + axis];
        long stride = op.integers()[2 + axis];
        long reach = (op.integers()[axis] - 1) * op.integers()[6 + axis] + 1;
        long places = (size + stride - 1) / stride;
        return Math.max(0, (places - 1) * stride + reach - size);
    }
}

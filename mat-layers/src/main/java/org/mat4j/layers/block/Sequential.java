package org.mat4j.layers.block;

import java.util.List;
import org.mat4j.core.network.Pass;

/**
 * Blocks one after another; the k-th one (from 1) is named {@code name.k}.
 *
 * @param blocks in their order
 */
public record Sequential(List<Block> blocks) implements Block {

    public Sequential {
        blocks = List.copyOf(blocks);
    }

    /** In the order given. */
    public static Sequential of(Block... blocks) {
        return new Sequential(List.of(blocks));
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        Tensor value = x;
        for (int i = 0; i < blocks.size(); i++) {
            value = blocks.get(i).apply(pass, name + "." + (i + 1), value);
        }
        return value;
    }
}

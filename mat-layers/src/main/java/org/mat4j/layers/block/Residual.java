package org.mat4j.layers.block;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.ResidualSum;
import org.mat4j.core.network.Pass;

/**
 * Adds what a branch makes of its input to the input itself, or to a projection of it (He et al. 2016, "Deep residual
 * learning for image recognition"). They are named {@code name.branch} and {@code name.shortcut}.
 *
 * <p>Where the branch changes the shape, a 1x1 convolution of the same stride and number of filters is the shortcut:
 *
 * <pre>{@code
 * Block halving = new Residual(
 *         Sequential.of(
 *                 Convolution.same(64, 3).withStride(2), new BatchNormalization(), Activation.RELU,
 *                 Convolution.same(64, 3), new BatchNormalization()),
 *         Convolution.same(64, 1).withStride(2));
 * }</pre>
 *
 * @param branch any blocks
 * @param shortcut gives the same shape as the branch
 */
public record Residual(Block branch, Block shortcut) implements Block {

    public Residual {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(shortcut, "shortcut");
    }

    /** With the input itself as the shortcut: the branch must keep the shape. */
    public static Residual of(Block branch) {
        return new Residual(branch, Sequential.of());
    }

    /** @throws IllegalArgumentException if branch and shortcut give different shapes */
    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        Tensor residual = branch.apply(pass, name + ".branch", x);
        Tensor kept = shortcut.apply(pass, name + ".shortcut", x);
        Checks.require(
                Arrays.equals(residual.shape(), kept.shape()),
                "shape that the branch of block '" + name + "' gives",
                Arrays.toString(residual.shape()),
                Arrays.toString(kept.shape()) + ", which its shortcut gives");
        return kept.with(ResidualSum.of(kept.value(), residual.value()));
    }
}

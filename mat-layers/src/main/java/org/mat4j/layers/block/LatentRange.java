package org.mat4j.layers.block;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Numbers;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Where the latents of a network may lie about the origin of R^D. What is not limited can escape a smoothness that is
 * measured in its own covariance by growing; within a radius r it cannot.
 *
 * <ul>
 *   <li>{@code UNLIMITED}: as the last layer gives them;
 *   <li>{@code BALL}: z r / sqrt(r^2 + |z|^2), inside a ball, and almost z where z is short beside r;
 *   <li>{@code SPHERE}: z r / |z|, on its surface, so that only directions tell classes apart (NormFace, Wang et al.
 *       2017); the origin stays where it is.
 * </ul>
 *
 * @param kind which of these
 * @param radius r, above 0; 0 where latents are not limited
 */
public record LatentRange(Kind kind, double radius) implements Block {

    /** The kinds. */
    public enum Kind {
        UNLIMITED,
        BALL,
        SPHERE
    }

    private static final Pattern TEXT =
            Pattern.compile("unlimited|(?<kind>ball|sphere):(?<radius>\\d+(\\.\\d+)?([eE][+-]?\\d+)?)");

    /** Keeps the division by the length of a latent at the origin finite. */
    private static final double TINY = 1e-12;

    public LatentRange {
        if (kind == Kind.UNLIMITED) {
            Checks.require(radius == 0, "latent radius", radius, "0 where latents are not limited");
        } else {
            Checks.positive("latent radius", radius);
        }
    }

    /** Anywhere. */
    public static LatentRange unlimited() {
        return new LatentRange(Kind.UNLIMITED, 0);
    }

    /** Inside a ball. */
    public static LatentRange ball(double radius) {
        return new LatentRange(Kind.BALL, radius);
    }

    /** On a sphere. */
    public static LatentRange sphere(double radius) {
        return new LatentRange(Kind.SPHERE, radius);
    }

    /**
     * Reads what {@link #toString()} writes: "unlimited", "ball:10" or "sphere:10".
     *
     * @throws IllegalArgumentException if the text is none of these, or a radius is out of range
     */
    public static LatentRange parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Checks.require(parts.matches(), "latent range", "'" + text + "'", "unlimited, ball:RADIUS or sphere:RADIUS");
        String radius = parts.group("radius");
        return radius == null
                ? unlimited()
                : new LatentRange(Kind.valueOf(parts.group("kind").toUpperCase(Locale.ROOT)), Numbers.decimal(radius));
    }

    @Override
    public String toString() {
        return Spelling.of(kind) + (kind == Kind.UNLIMITED ? "" : ":" + radius);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        if (kind == Kind.UNLIMITED) {
            return x;
        }
        x.requireRank(1, name, "[D]");
        SDVariable z = x.value();
        double added = kind == Kind.BALL ? radius * radius : TINY;
        SDVariable length = pass.graph().math().sqrt(z.mul(z).sum(true, 1).add(added));
        return x.with(z.mul(radius).div(length));
    }
}

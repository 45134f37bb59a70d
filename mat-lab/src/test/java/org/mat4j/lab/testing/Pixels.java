package org.mat4j.lab.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;

/** What is in an image. */
public final class Pixels {

    private Pixels() {}

    /** Whether a part of an image has a pixel of exactly this color. */
    public static boolean has(BufferedImage part, Color color) {
        return colors(part).contains(color.getRGB());
    }

    /** Whether a part of an image has a pixel of about this color, each channel at most 12 of 255 away. */
    public static boolean hasAbout(BufferedImage part, Color color) {
        return colors(part).stream()
                .map(Color::new)
                .anyMatch(c -> Math.abs(c.getRed() - color.getRed()) <= 12
                        && Math.abs(c.getGreen() - color.getGreen()) <= 12
                        && Math.abs(c.getBlue() - color.getBlue()) <= 12);
    }

    /** The colors of an image. */
    public static Set<Integer> colors(BufferedImage part) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < part.getHeight(); y++) {
            for (int x = 0; x < part.getWidth(); x++) {
                colors.add(part.getRGB(x, y));
            }
        }
        return colors;
    }
}

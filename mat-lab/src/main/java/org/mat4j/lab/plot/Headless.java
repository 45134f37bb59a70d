package org.mat4j.lab.plot;

/** Keeps the drawing from looking for a display: no window is opened, and a server has none to open one on. */
final class Headless {

    private static final String PROPERTY = "java.awt.headless";

    static {
        // A choice of the user's is kept.
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "true");
        }
    }

    private Headless() {}

    /** Sees to it, before the first class of AWT is used. */
    static void ensure() {
        // loading the class has done it
    }
}

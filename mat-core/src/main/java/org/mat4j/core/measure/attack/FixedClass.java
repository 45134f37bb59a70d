package org.mat4j.core.measure.attack;

/** The goal of one class for all examples. */
record FixedClass(int target) implements Goal {

    FixedClass {
        if (target < 0) {
            throw new IllegalArgumentException("target class is " + target + "; expected at least 0");
        }
    }

    @Override
    public String id() {
        return "class-" + target;
    }

    @Override
    public boolean targeted() {
        return true;
    }

    @Override
    public int lossClass(int trueClass, double[] cleanLogits) {
        return target;
    }

    @Override
    public void check(int classCount) {
        if (target >= classCount) {
            throw new IllegalArgumentException(
                    "target class is " + target + "; expected 0 to " + (classCount - 1) + " as the model has");
        }
    }
}

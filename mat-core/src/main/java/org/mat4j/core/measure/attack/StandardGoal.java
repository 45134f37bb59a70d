package org.mat4j.core.measure.attack;

/** Goals without a parameter. */
enum StandardGoal implements Goal {
    UNTARGETED("untargeted") {
        @Override
        public int lossClass(int trueClass, double[] cleanLogits) {
            return trueClass;
        }
    },

    NEXT_CLASS("next-class") {
        @Override
        public int lossClass(int trueClass, double[] cleanLogits) {
            return (trueClass + 1) % cleanLogits.length;
        }
    },

    LEAST_LIKELY("least-likely") {
        @Override
        public int lossClass(int trueClass, double[] cleanLogits) {
            int least = 0;
            for (int k = 1; k < cleanLogits.length; k++) {
                least = cleanLogits[k] < cleanLogits[least] ? k : least;
            }
            return least;
        }
    };

    private final String id;

    StandardGoal(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean targeted() {
        return this != UNTARGETED;
    }
}

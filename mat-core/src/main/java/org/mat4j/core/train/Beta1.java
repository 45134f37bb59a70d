package org.mat4j.core.train;

import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;

/** Sets beta1 of an Adam-like updater, for which ND4J has no schedule. */
final class Beta1 {

    private Beta1() {}

    static boolean isSupported(IUpdater updater) {
        return updater instanceof Adam
                || updater instanceof AdaMax
                || updater instanceof AMSGrad
                || updater instanceof Nadam;
    }

    static void set(IUpdater updater, double beta1) {
        if (updater instanceof Adam adam) {
            adam.setBeta1(beta1);
        } else if (updater instanceof AdaMax adaMax) {
            adaMax.setBeta1(beta1);
        } else if (updater instanceof AMSGrad amsGrad) {
            amsGrad.setBeta1(beta1);
        } else if (updater instanceof Nadam nadam) {
            nadam.setBeta1(beta1);
        }
    }
}

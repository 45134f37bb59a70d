package org.mat4j.core.train;

import java.util.Map;
import org.mat4j.core.check.Finite;
import org.mat4j.core.method.Method;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Stops a training where, after an update counted from 1, it is no longer finite, so that not even the last step leaves broken
 * parameters behind.
 */
record DivergenceCheck(Method method, long update) {

    void loss(double loss, Map<String, Double> terms) {
        terms.forEach((name, value) -> require(Double.isFinite(value), "the term '" + name + "' is " + value));
        require(Double.isFinite(loss), "the loss is " + loss + " with terms " + terms);
    }

    void latent(INDArray latent) {
        require(Finite.isFinite(latent), "the latent is not finite");
    }

    void gradient(INDArray gradient, ParameterSet parameters) {
        if (!isFinite(gradient)) {
            parameters
                    .viewsOf(gradient.reshape(gradient.length()))
                    .forEach((name, view) ->
                            require(Finite.isFinite(view), "the gradient of parameter '" + name + "' is not finite"));
        }
    }

    void parameters(ParameterSet parameters) {
        if (!isFinite(parameters.flat())) {
            parameters
                    .names()
                    .forEach(name -> require(
                            Finite.isFinite(parameters.parameter(name)),
                            "its step left parameter '" + name + "' not finite"));
        }
    }

    TrainingDivergedException diverged(String what) {
        return new TrainingDivergedException("update " + update + ": " + what + "; " + Advice.onDivergence(method));
    }

    private void require(boolean finite, String otherwise) {
        if (!finite) {
            throw diverged(otherwise);
        }
    }

    /** The dot product is four times as fast as the sum, but overflows where squares do. */
    private static boolean isFinite(INDArray vector) {
        return Double.isFinite(Nd4j.getBlasWrapper().dot(vector, vector)) || Finite.isFinite(vector);
    }
}

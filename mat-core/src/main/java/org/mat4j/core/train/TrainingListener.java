package org.mat4j.core.train;

/**
 * Is told how training goes; all calls come from the training thread. Every method does nothing by default.
 *
 * <p>An exception of a listener ends the training with that exception.
 */
public interface TrainingListener {

    /** Before the first update. */
    default void onStart(TrainingPlan plan) {}

    /**
     * After {@link #onStart}, if training resumes from a checkpoint.
     *
     * @param update updates that were made before
     * @param epoch epochs that were completed before
     */
    default void onResume(long update, int epoch) {}

    /** After each update. */
    default void onUpdate(UpdateReport report) {}

    /** After each pass over the labeled data. */
    default void onEpoch(int epoch) {}

    /** After each evaluation on the validation data. */
    default void onEvaluation(EvaluationReport report) {}

    /**
     * After the last update, also if training failed or was stopped, or {@link #onStart} failed. What this throws is
     * suppressed in the exception that the training ends with, if there is one.
     */
    default void onEnd() {}

    /**
     * What lies ahead.
     *
     * @param method name of the method
     * @param network name of the network
     * @param duration how long it will train
     */
    record TrainingPlan(String method, String network, TrainingConfig.Duration duration) {}

    /**
     * A result on the validation data.
     *
     * @param update after which it was taken, counted from 1
     * @param epoch counted from 1
     * @param errorPercent share of wrong classes, 0 to 100
     * @param best whether it is the lowest so far
     */
    record EvaluationReport(long update, int epoch, double errorPercent, boolean best) {}
}

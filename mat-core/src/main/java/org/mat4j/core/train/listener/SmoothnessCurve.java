package org.mat4j.core.train.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.ModelListener;
import org.mat4j.core.train.ResumableListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Measures the {@link Smoothness} of the model every so many updates of a training, always on the same examples and from
 * the same starting directions, so that the points differ by the model alone (figure 3 of the paper). For one training.
 */
public final class SmoothnessCurve implements ModelListener, ResumableListener {

    /** Under which checkpoints keep it. */
    public static final String STATE_NAME = "smoothness";

    /** Of the starting directions. */
    static final long SEED = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long interval;
    private final ManifoldDivergence.Form form;
    private final PerturbationSpace space;
    private final Function<TrainedModel, ? extends DataSetIterator> data;
    private final List<Point> points = new ArrayList<>();

    private record State(long interval, ManifoldDivergence.Form form, List<Point> points) {}

    /**
     * The smoothness after an update.
     *
     * @param update counted from 1
     * @param smoothness at a unit perturbation
     */
    public record Point(long update, Smoothness smoothness) {}

    /**
     * @param interval updates from one measurement to the next, at least 1
     * @param form of the manifold divergence
     * @param space in whose units the perturbation has the norm 1: those of the network's input, or those behind its first
     *     layer where it has one, such as deviations of a table's columns
     * @param data makes an iterator over the examples at its start, the same each time, as the model given {@linkplain
     *     org.mat4j.core.model.Classifier#inputOf takes them}; labels are not read, so that examples held out of the
     *     training serve best
     * @throws IllegalArgumentException if the interval is below 1
     */
    public SmoothnessCurve(
            long interval,
            ManifoldDivergence.Form form,
            PerturbationSpace space,
            Function<TrainedModel, ? extends DataSetIterator> data) {
        this.interval = Checks.atLeast(1, "updates between measurements of the smoothness", interval);
        this.form = Objects.requireNonNull(form, "form");
        this.space = Objects.requireNonNull(space, "space");
        this.data = Objects.requireNonNull(data, "data");
    }

    /** What was measured so far, in the order of the updates. */
    public List<Point> points() {
        return Collections.unmodifiableList(points);
    }

    @Override
    public boolean wantsModel(long update) {
        return update % interval == 0;
    }

    /** @throws IllegalArgumentException if there is no example, or a batch does not fit the network */
    @Override
    public void onModel(long update, TrainedModel model) {
        if (space == PerturbationSpace.PREPROCESSED && model.classifier().hasFirstLayer()) {
            try (TrainedModel behind = model.behindFirstLayer()) {
                measure(update, behind);
            }
        } else {
            measure(update, model);
        }
    }

    private void measure(long update, TrainedModel model) {
        try (SmoothnessMeter meter = new SmoothnessMeter(model, form)) {
            points.add(new Point(update, meter.measure(data.apply(model), SEED)));
        }
    }

    @Override
    public String stateName() {
        return STATE_NAME;
    }

    @Override
    public byte[] state() {
        try {
            return JSON.writeValueAsBytes(new State(interval, form, points));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory alone
        }
    }

    /** @throws IllegalArgumentException also if it was measured at another interval or in another form */
    @Override
    public void restore(byte[] state) {
        State before;
        try {
            before = JSON.readValue(state, State.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the state of the smoothness is damaged; expected what it had written", e);
        }
        Checks.require(
                before.interval() == interval && before.form() == form,
                "the smoothness before",
                "every " + before.interval() + " updates as " + before.form(),
                "every " + interval + " as " + form + ", for one curve");
        points.clear();
        points.addAll(before.points());
    }
}

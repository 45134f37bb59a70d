package org.mat4j.lab.experiment;

import java.util.concurrent.TimeUnit;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.lab.output.OutputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the curves of a training while it runs, so that it can be looked at, and once more when it ends in any way. */
final class LiveCurves implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCurves.class);
    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(10);

    /** A file is written as a whole, however long it is: at most one part in so many of the time goes into it. */
    private static final int PARTS = 100;

    private final Runnable write;
    private long due = System.nanoTime();
    private boolean begun;

    /** @param write all that there is so far */
    LiveCurves(Runnable write) {
        this.write = write;
    }

    @Override
    public void onUpdate(UpdateReport report) {
        begun = true;
        if (System.nanoTime() - due >= 0) {
            write();
        }
    }

    @Override
    public void onEnd() {
        if (begun) {
            write();
        }
    }

    /** What is trained counts more than the view of it. */
    private void write() {
        long start = System.nanoTime();
        try {
            write.run();
        } catch (OutputException e) {
            LOG.warn("the training continues, but cannot be looked at: {}", e.getMessage());
        }
        long end = System.nanoTime();
        due = end + Math.max(SHORTEST, PARTS * (end - start));
    }
}

package org.mat4j.core.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Classifiers of one model, each used by one thread at a time: made when needed up to a limit, and kept until the pool is
 * closed. The lock is held while one is taken or given back, not while it computes.
 */
final class ClassifierPool implements AutoCloseable {

    private final Supplier<Classifier> maker;
    private final int limit;
    private final Deque<Classifier> idle = new ArrayDeque<>();
    private int made;
    private boolean closed;

    ClassifierPool(Supplier<Classifier> maker, int limit) {
        this.maker = maker;
        this.limit = limit;
    }

    /**
     * Works with a classifier of the pool; waits while all of them are busy.
     *
     * @throws IllegalStateException if the pool is closed, also while this waits
     */
    <T> T with(Function<Classifier, T> work) {
        Classifier classifier = take();
        try {
            if (classifier == null) {
                classifier = maker.get();
            }
            return work.apply(classifier);
        } finally {
            giveBack(classifier);
        }
    }

    /** The one used last, whose memory is the warmest; null for one that is to be made. */
    private synchronized Classifier take() {
        while (!closed && idle.isEmpty() && made == limit) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while all " + limit + " programs are busy", e);
            }
        }
        if (closed) {
            throw new IllegalStateException("the predictor is closed, expected an open one; make another");
        }
        if (idle.isEmpty()) {
            made++;
            return null;
        }
        return idle.pop();
    }

    /** @param classifier null if it could not be made */
    private synchronized void giveBack(Classifier classifier) {
        if (classifier == null) {
            made--;
        } else if (closed) {
            classifier.close();
        } else {
            idle.push(classifier);
        }
        notify();
    }

    /** How many there are. */
    synchronized int size() {
        return made;
    }

    /** Frees those that are idle now, and each other one when its work is done. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Classifier::close);
        idle.clear();
        notifyAll();
    }
}

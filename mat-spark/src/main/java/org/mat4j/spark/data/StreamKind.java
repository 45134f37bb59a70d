package org.mat4j.spark.data;

/** Which of a training's streams of examples. */
enum StreamKind {
    LABELED("labeled"),
    UNLABELED("unlabeled");

    private final String text;

    StreamKind(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

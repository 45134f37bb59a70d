package org.mat4j.lab.study;

import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;

/** The classes that a model gives images. */
final class Predictions {

    private Predictions() {}

    /** [n], in the order of the images. */
    static int[] of(NamedModel model, ImageData images) {
        int[] classes = new int[images.size()];
        int first = 0;
        ImageDataIterator batches = model.batches(images);
        while (batches.hasNext()) {
            int[] predicted = model.model()
                    .classifier()
                    .predict(batches.next().getFeatures())
                    .classes();
            System.arraycopy(predicted, 0, classes, first, predicted.length);
            first += predicted.length;
        }
        return classes;
    }
}

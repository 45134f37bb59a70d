/**
 * Image data for the examples: the catalog of known datasets, their files, and batches for training.
 *
 * <p>{@link org.mat4j.data.Datasets} loads MNIST, Fashion-MNIST, CIFAR-10, SVHN or the embedded sample of
 * MNIST digits as {@link org.mat4j.data.ImageData}, which keeps one byte a value;
 * {@link org.mat4j.data.ImageDataIterator} turns it into float batches, and
 * {@link org.mat4j.data.UnlabeledImageIterator} its images alone, without end;
 * {@link org.mat4j.data.DatasetDownloader} fetches files that are not there, when asked to. Whatever is
 * wrong with data is a {@link org.mat4j.data.DataException}, whose message can be shown to a user as it is.
 */
package org.mat4j.data;

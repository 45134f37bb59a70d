/**
 * Data for training and evaluation. What is wrong with data is a {@link org.mat4j.data.DataException}, whose message
 * can be shown to a user as it is.
 *
 * <p>{@link org.mat4j.data.dataset} loads the known data sets as {@link org.mat4j.data.image.ImageData}, whose
 * iterators give batches; {@link org.mat4j.data.format} reads files of the same layouts; {@link
 * org.mat4j.data.download} fetches what is missing; {@link org.mat4j.data.preprocess} fits preprocessing and augments.
 */
package org.mat4j.data;

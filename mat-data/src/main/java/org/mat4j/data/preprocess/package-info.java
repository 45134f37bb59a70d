/**
 * What happens to images before a network sees them: a {@link org.mat4j.data.preprocess.Preprocessing}, which is
 * fitted to the training images and saved with the model, and a random
 * {@link org.mat4j.data.preprocess.Augmentation} of training images alone.
 *
 * <p>The network's input is what comes out of both. Whatever is measured in its units, such as the norm epsilon of a
 * perturbation or of an attack, is measured after the preprocessing: 1 is the whole range of a pixel if it is scaled to
 * [0, 1], but one standard deviation if it is standardized.
 *
 * <p>The reference is vat_tf (T. Miyato; Virtual Adversarial Training, arXiv:1704.03976): SVHN is only scaled, CIFAR-10
 * is whitened by ZCA; images are then translated at random, on CIFAR-10 also mirrored. What differs is said at each
 * class.
 */
package org.mat4j.data.preprocess;

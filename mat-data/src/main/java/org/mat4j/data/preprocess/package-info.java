/**
 * What happens to images before a network learns from them: a {@link org.mat4j.data.preprocess.Preprocessing}, which is
 * fitted to the training images and becomes the network's first layer, saved with it, and a random
 * {@link org.mat4j.data.preprocess.Augmentation} of training images alone.
 *
 * <p>The network's input is pixels in [0, 1] for every preprocessing, and so are the sizes of attacks and, unless
 * {@link org.mat4j.core.network.PerturbationSpace#PREPROCESSED} is asked for, of the perturbations of a training.
 *
 * <p>The reference is vat_tf (T. Miyato; Virtual Adversarial Training, arXiv:1704.03976): SVHN is only scaled, CIFAR-10
 * is whitened by ZCA; images are then translated at random, on CIFAR-10 also mirrored. What differs is said at each
 * class.
 */
package org.mat4j.data.preprocess;

/** Readers of image files in the layouts of MNIST (IDX), CIFAR-10 (binary) and SVHN (MATLAB 5), and their checksums. */
package org.mat4j.data.format;

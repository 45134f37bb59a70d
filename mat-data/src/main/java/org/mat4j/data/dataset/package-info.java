/** The known data sets: MNIST, Fashion-MNIST, CIFAR-10, SVHN, and an embedded sample of MNIST that needs no file. */
package org.mat4j.data.dataset;

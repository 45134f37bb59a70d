/** A trained network in use: prediction, evaluation, and the one file in which it is saved. */
package org.mat4j.core.model;

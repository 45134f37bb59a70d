/** Perturbations of inputs that try to make a trained classifier fail. */
package org.mat4j.core.attack;

/** Training methods as compositions of a perturbation, losses and weights; no method has a loop of its own. */
package org.mat4j.core.method;

/** Measures what a training step costs: time, memory, and which operations the time goes to. */
package org.mat4j.lab.timing;

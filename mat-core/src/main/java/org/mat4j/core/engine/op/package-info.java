/**
 * Operations in the form in which they are fast and differentiable here; each says which slow path it replaces.
 *
 * <p>Those for inference serialize as stock SameDiff operations, so that a saved graph needs nothing of this library. The
 * composite one for training runs in a {@link org.mat4j.core.engine.program.GraphProgram} alone.
 */
package org.mat4j.core.engine.op;

/**
 * Runs a fixed SameDiff graph many times: operations in a fixed order, every intermediate in memory that is planned
 * once and reused by each run.
 */
package org.mat4j.core.engine.program;

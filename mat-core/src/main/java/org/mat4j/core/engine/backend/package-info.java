/**
 * What runs beneath ND4J: which build of its native library, on which processor, and how freed memory is kept for reuse.
 */
package org.mat4j.core.engine.backend;

/** What the tests of the engine share. */
package org.mat4j.core.engine.testing;

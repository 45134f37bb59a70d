/** What the tests of several packages share. */
package org.mat4j.layers.testing;

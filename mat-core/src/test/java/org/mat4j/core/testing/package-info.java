/** Small networks and data that the tests of several packages share. */
package org.mat4j.core.testing;

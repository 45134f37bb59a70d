/** A browser, signals and pixels for tests of this module and of those above it. */
package org.mat4j.lab.testing;

/** What the tests compare with: random values, central differences, and the formulas written out in plain doubles. */
package org.mat4j.core.testing.check;

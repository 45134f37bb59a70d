/** Files in the formats of the data sets, made for tests of this module and of those above it. */
package org.mat4j.data.testing;

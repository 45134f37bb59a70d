/** What the tests of this module share. */
package org.mat4j.spark.testing;

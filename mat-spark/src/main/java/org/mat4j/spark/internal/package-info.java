/** What the packages of this module share; of no use to others. */
package org.mat4j.spark.internal;

/** Training examples that stay on the executors of a cluster. */
package org.mat4j.spark.data;

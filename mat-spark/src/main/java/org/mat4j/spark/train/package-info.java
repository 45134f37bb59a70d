/** One training over many machines: each update is computed in shards by the executors, and carried out by the driver. */
package org.mat4j.spark.train;

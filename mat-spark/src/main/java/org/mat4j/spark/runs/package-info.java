/** Many runs on an Apache Spark cluster, each a task that is resumed elsewhere when its executor dies. */
package org.mat4j.spark.runs;

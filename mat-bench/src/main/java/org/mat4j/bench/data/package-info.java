/** JMH benchmarks of what feeds a training: {@code java -jar mat-bench/target/mat-bench.jar Batch}. */
package org.mat4j.bench.data;

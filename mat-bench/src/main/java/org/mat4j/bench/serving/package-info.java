/** JMH benchmarks of predictions: {@code java -jar mat-bench/target/mat-bench.jar Serving}. */
package org.mat4j.bench.serving;

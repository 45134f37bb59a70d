/**
 * JMH benchmarks of the operators that a training step is made of, beside the stock operations they replace: {@code
 * java -jar mat-bench/target/mat-bench.jar BatchNorm}.
 */
package org.mat4j.bench.operators;

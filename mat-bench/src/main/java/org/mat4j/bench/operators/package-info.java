/**
 * JMH benchmarks of the operators that a training step is made of, beside the stock operations they replace: {@code java -cp
 * mat-bench/target/mat-bench.jar org.openjdk.jmh.Main BatchNorm}.
 */
package org.mat4j.bench.operators;

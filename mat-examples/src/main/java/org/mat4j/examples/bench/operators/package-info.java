/**
 * JMH benchmarks of the operators that a training step is made of, beside the stock operations they replace: {@code java -cp
 * mat-examples/target/mat-examples.jar org.openjdk.jmh.Main BatchNorm}.
 */
package org.mat4j.examples.bench.operators;

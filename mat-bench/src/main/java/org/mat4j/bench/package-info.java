/**
 * A training step in plain SameDiff, for comparison: {@code java -cp mat-bench/target/mat-bench.jar
 * org.mat4j.bench.PlainSameDiff vat 20}; and how the benchmarks below are measured.
 */
package org.mat4j.bench;

/**
 * A training step in plain SameDiff, for comparison: {@code java -cp mat-bench/target/mat-bench.jar
 * org.mat4j.bench.PlainSameDiff vat 20}.
 */
package org.mat4j.bench;

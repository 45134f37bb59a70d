/** Examples in memory, labeled and not: what images and rows of tables share, their splits and their batches. */
package org.mat4j.data.example;

/** Results as data: many runs of many experiments, a row of a CSV file for each. */
package org.mat4j.lab.results;

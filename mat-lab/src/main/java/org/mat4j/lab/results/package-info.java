/** Results as data: many runs of many experiments, a row of a CSV file for each, and the tables of documents made of them. */
package org.mat4j.lab.results;

/**
 * Search for a method's numbers by the validation error: a plan of trials, each trained and kept in a folder of its own.
 * Nothing here is given the test part.
 */
package org.mat4j.lab.search;

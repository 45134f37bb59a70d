/** One experiment from its settings to its files: what the command line and the example programs share. */
package org.mat4j.lab.experiment;

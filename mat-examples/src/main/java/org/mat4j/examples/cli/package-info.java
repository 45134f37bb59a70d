/** The command line. */
package org.mat4j.examples.cli;

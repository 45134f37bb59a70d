/** How a program that trains ends in order when it is told to by a signal. */
package org.mat4j.lab.signal;

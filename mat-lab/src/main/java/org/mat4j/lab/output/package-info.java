/** Files and folders that are written to: whole or not at all, by one program at a time, with one kind of error. */
package org.mat4j.lab.output;

/** The objective and the methods as values: what is minimized, and with which numbers. No method has a loop of its own. */
package org.mat4j.core.method;

/** Writing files that are whole or absent, and saying why that failed. */
package org.mat4j.core.io;

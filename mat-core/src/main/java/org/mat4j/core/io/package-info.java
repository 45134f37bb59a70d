/** Writing files whole or not at all, into a folder that no other program writes to, and saying why that failed. */
package org.mat4j.core.io;

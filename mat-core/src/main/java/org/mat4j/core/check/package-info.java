/** Checks of arguments, in one grammar of messages. */
package org.mat4j.core.check;

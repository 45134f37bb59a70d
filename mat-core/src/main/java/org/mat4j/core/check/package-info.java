/** Checks of arguments, in one grammar of messages, and the spelling of enum constants in them. */
package org.mat4j.core.check;

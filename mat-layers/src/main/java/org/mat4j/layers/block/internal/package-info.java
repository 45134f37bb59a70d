/** What the packages of this module share; not for others. */
package org.mat4j.layers.block.internal;

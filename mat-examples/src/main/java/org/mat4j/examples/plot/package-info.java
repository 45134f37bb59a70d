/** Pictures of trained models. */
package org.mat4j.examples.plot;

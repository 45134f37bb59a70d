/** What the attacks share with the ensemble of attacks; not for use outside of them. */
package org.mat4j.core.measure.attack.internal;
